/**
 * SCTP is there for one purpose: a client that opens a negotiated data channel right after login has ICE and DTLS
 * done before the first track (docs/decisions/0009). `sctpParameters` among a transport's parameters is the offer.
 * Nothing is produced or consumed at this end, so the buffers are small.
 */
export const warmUpSctp = {
  enableSctp: true,
  maxSendMessageSize: 1024,
  maxReceiveMessageSize: 1024,
  sctpSendBufferSize: 4096,
  sctpPerStreamSendQueueLimit: 4096,
  sctpMaxReceiverWindowBufferSize: 16_384,
} as const;
