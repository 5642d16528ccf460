import { DATA_BYTES } from '@liuyun/protocol';

/**
 * SCTP is there for two purposes: a client that opens a negotiated data channel right after login has ICE and DTLS
 * done before the first track (docs/decisions/0009), and real-time data goes over it. `sctpParameters` among a
 * transport's parameters is the offer. Buffers are bounds, not allocations: one slow receiver holds no more than this.
 */
export const warmUpSctp = {
  enableSctp: true,
  maxSendMessageSize: DATA_BYTES,
  maxReceiveMessageSize: DATA_BYTES,
  sctpSendBufferSize: 262_144,
  sctpPerStreamSendQueueLimit: 262_144,
  sctpMaxReceiverWindowBufferSize: 131_072,
} as const;
