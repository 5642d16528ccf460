import type { RtcpFeedback, RtpCapabilities } from 'mediasoup/types';

const NACK: RtcpFeedback = { type: 'nack', parameter: '' };

/**
 * A player's capabilities with NACK for Opus. Browsers do not name it in theirs, but ask for lost packets of sound again
 * where they are offered that; whoever cannot never asks.
 */
export function withSoundRepair(capabilities: RtpCapabilities): RtpCapabilities {
  const codecs = capabilities.codecs?.map((codec) => {
    const { mimeType, rtcpFeedback = [] } = codec;
    const asks = rtcpFeedback.some(({ type, parameter }) => type === 'nack' && !parameter);
    return mimeType.toLowerCase() !== 'audio/opus' || asks ? codec : { ...codec, rtcpFeedback: [...rtcpFeedback, NACK] };
  });
  return { ...capabilities, ...(codecs && { codecs }) };
}
