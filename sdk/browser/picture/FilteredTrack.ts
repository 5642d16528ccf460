import { RtcError } from '@liuyun/protocol/errors';
import { PictureFilter } from './filter/PictureFilter.ts';
import { Overload } from './Overload.ts';
import type { PictureWishes } from './pictureWishes.ts';
import { frameReader, framesCanBeRead } from './pumps/frameReader.ts';
import type { Draw, Pump } from './pumps/Pump.ts';
import { videoReader } from './pumps/videoReader.ts';

export type Filtered = {
  readonly track: MediaStreamTrack;
  set(wishes: PictureWishes): void;
  /** Takes its pictures from this track from now on. Resolves with the first of them, and where none comes after a while. */
  read(track: MediaStreamTrack | undefined): Promise<void>;
  stop(): void;
};

const FIRST_PICTURE_MS = 3_000;

/**
 * A track of pictures made nicer. VIDEO_EFFECT_NOT_SUPPORT where the browser or the machine cannot.
 * @param failed told at most once, with the reason, when it has come to an end by itself
 */
export function filteredTrack(wishes: PictureWishes, failed: (error: RtcError) => void): Filtered {
  const pump: Pump = framesCanBeRead() ? frameReader() : videoReader();
  let filter: PictureFilter;
  try {
    filter = new PictureFilter(pump.canvas, wishes);
  } catch (error) {
    pump.stop();
    throw error;
  }
  let over = false;
  let load = new Overload(performance.now());
  let first = () => {};
  const fail = (error: unknown) => {
    if (over) return;
    over = true;
    failed(RtcError.from(error, 'VIDEO_TRACK_NOT_READABLE'));
  };
  const draw: Draw = (picture, width, height) => {
    if (over || width === 0 || height === 0) return false;
    const { busy } = filter;
    if (load.note(busy, performance.now())) fail(new RtcError('VIDEO_EFFECT_OVERLOAD'));
    if (busy) return false;
    try {
      filter.draw(picture, width, height);
    } catch (error) {
      fail(error);
      return false;
    }
    first();
    return true;
  };
  return {
    track: pump.track,
    set: (changed) => {
      filter.wishes = changed;
    },
    read: (track) =>
      new Promise((resolve) => {
        load = new Overload(performance.now());
        const timer = setTimeout(resolve, FIRST_PICTURE_MS);
        first = () => {
          clearTimeout(timer);
          first = () => {};
          resolve();
        };
        pump.read(track, draw);
        if (!track) first();
      }),
    stop: () => {
      over = true;
      first();
      pump.stop();
      filter.close();
    },
  };
}
