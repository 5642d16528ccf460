import { h264, vp8 } from '../../kit/codecless/codecs.ts';
import { bytesOf } from '../../kit/codecless/SyntheticTrack.ts';
import { STAMP_BYTES } from '../../kit/codecless/stamp.ts';
import type { PlayersOptions } from './options.ts';

/** Of Opus, 20 ms each. */
const SOUNDS_PER_SECOND = 50;

type Load = Pick<PlayersOptions, 'streams' | 'rooms' | 'codec' | 'kbps' | 'fps' | 'audio'>;

/**
 * Packets that the publishers of a load are to send together: `atOnce`, a picture and a sound of each stream, and `perSecond`.
 * Key frames, which may be larger, are taken for pictures like others.
 */
export function packetsAsked({ streams, rooms, codec, kbps, fps, audio }: Load): { atOnce: number; perSecond: number } {
  const picture = { VP8: vp8, H264: h264 }[codec].frame({ key: false, bytes: bytesOf(kbps, fps), count: 0, tail: STAMP_BYTES });
  return {
    atOnce: streams * rooms * (picture.length + (audio ? 1 : 0)),
    perSecond: streams * rooms * (picture.length * fps + (audio ? SOUNDS_PER_SECOND : 0)),
  };
}
