import { ZegoVideoCodecID } from '../types/enums.ts';

const ids: { [codec: string]: ZegoVideoCodecID } = {
  VP8: ZegoVideoCodecID.ZegoVideoCodecIDVp8,
  H265: ZegoVideoCodecID.ZegoVideoCodecIDH265,
};

/** The public number of a codec; H.264, and what has none, is the default. */
export function codecID(codec: string): ZegoVideoCodecID {
  return ids[codec] ?? ZegoVideoCodecID.ZegoVideoCodecIDDefault;
}
