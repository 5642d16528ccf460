/** Codec names as they stand in MIME types and in SDP. */
const mimeNames = { H264: 'H264', H265: 'H265', VP8: 'VP8', VP9: 'VP9' } as const;
export type CodecName = keyof typeof mimeNames;

/** Whether this browser says that it can send and receive a codec. */
export function quickCodecCheck(codec: CodecName): boolean {
  const listed = (capabilities: RTCRtpCapabilities | null | undefined) =>
    capabilities?.codecs.some(({ mimeType }) => mimeType.toUpperCase() === `VIDEO/${mimeNames[codec]}`) ?? false;
  if (typeof RTCRtpSender === 'undefined' || typeof RTCRtpReceiver === 'undefined') return false;
  return listed(RTCRtpSender.getCapabilities?.('video')) && listed(RTCRtpReceiver.getCapabilities?.('video'));
}

/** Slower and more exact: whether a real connection offers the codec. */
export async function exactCodecCheck(codec: CodecName): Promise<boolean> {
  if (typeof RTCPeerConnection === 'undefined') return false;
  const connection = new RTCPeerConnection();
  try {
    connection.addTransceiver('video', { direction: 'sendrecv' });
    const offer = await connection.createOffer();
    return new RegExp(`^a=rtpmap:\\d+ ${mimeNames[codec]}/90000`, 'im').test(offer.sdp ?? '');
  } catch {
    return false;
  } finally {
    connection.close();
  }
}
