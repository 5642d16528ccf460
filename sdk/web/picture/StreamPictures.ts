import { RtcError } from '@liuyun/protocol/errors';
import type { LocalSource } from '../streams/LocalSource.ts';
import { StreamPicture, type StreamPictureOptions } from './StreamPicture.ts';

/** What is done to the pictures of all local streams. The filter itself is loaded when it is first wanted. */
export class StreamPictures {
  readonly #options: StreamPictureOptions;
  readonly #pictures = new WeakMap<LocalSource, StreamPicture>();

  constructor(options: Omit<StreamPictureOptions, 'startFilter'> & Partial<StreamPictureOptions>) {
    this.#options = { startFilter: loadFilter, ...options };
  }

  of(source: LocalSource): StreamPicture {
    const known = this.#pictures.get(source);
    if (known) return known;
    const picture = new StreamPicture(source, this.#options);
    this.#pictures.set(source, picture);
    return picture;
  }
}

const loadFilter: StreamPictureOptions['startFilter'] = async (wishes, failed) => {
  const { filteredTrack } = await import('@liuyun/browser/picture/FilteredTrack').catch((error: unknown) => {
    throw new RtcError('MODULE_NOT_IMPORTED', 'the picture filter cannot be loaded', { cause: error });
  });
  return filteredTrack(wishes, failed);
};
