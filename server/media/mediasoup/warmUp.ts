/**
 * SCTP is there for one purpose: a client that opens a data channel right after login has ICE and DTLS done before
 * the first track. The server consumes and produces no data on it, so the buffers are small.
 */
export const warmUpSctp = {
  enableSctp: true,
  maxSendMessageSize: 1024,
  maxReceiveMessageSize: 1024,
  sctpSendBufferSize: 4096,
  sctpPerStreamSendQueueLimit: 4096,
  sctpMaxReceiverWindowBufferSize: 16_384,
} as const;

/**
 * Goes to the client within the transport's parameters: what it hands to its own `consumeData` (receive transports)
 * or `produceData` (send transports, `producedata` answered locally). The channel is `negotiated`, so nothing has to
 * exist for it at this end.
 */
export const warmUp = {
  id: 'warm-up',
  dataProducerId: 'warm-up',
  label: 'warm-up',
  protocol: '',
  sctpStreamParameters: { streamId: 0, ordered: true },
} as const;
