import type { PlayQuality } from '../../quality/QualityFigures.ts';
import type { Tell } from '../NativeEvents.ts';
import { mediaEvent } from '../numbers.ts';

const events = {
  audio: { begins: mediaEvent.audioBreak, ends: mediaEvent.audioResume },
  video: { begins: mediaEvent.videoBreak, ends: mediaEvent.videoResume },
} as const;

/** Tells when the sound or the picture of a played stream stands still although it is sent, and when it goes on. */
export class Breaks {
  readonly #tell: Tell;
  readonly #standing = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  sampled(streamID: string, { audio, video }: PlayQuality): void {
    this.#look(streamID, 'audio', { flows: audio.bitrate > 0, silent: audio.muted });
    this.#look(streamID, 'video', { flows: video.decodedFps > 0, silent: video.muted });
  }

  forget(streamID: string): void {
    for (const kind of ['audio', 'video'] as const) {
      this.#standing.delete(`${kind} ${streamID}`);
      this.#seen.delete(`${kind} ${streamID}`);
    }
  }

  #look(streamID: string, kind: 'audio' | 'video', { flows, silent }: { flows: boolean; silent: boolean }): void {
    const key = `${kind} ${streamID}`;
    if (silent) {
      this.#seen.delete(key);
    } else if (flows) {
      this.#seen.add(key);
      if (this.#standing.delete(key)) this.#tell('playerMediaEvent', { streamID, event: events[kind].ends });
    } else if (this.#seen.has(key) && !this.#standing.has(key)) {
      this.#standing.add(key);
      this.#tell('playerMediaEvent', { streamID, event: events[kind].begins });
    }
  }
}
