import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { Ear, StreamInput } from './Ear.ts';
import { hearThing, type Pose, type Vector } from './hearing.ts';

type Thing = { ear: Ear; range: number; position: Vector | undefined; close(): void };

/** Sources of sound that the app places itself: views of ordinary streams, and media elements. */
export class Things {
  readonly #audio: PageAudio;
  readonly #out: () => AudioNode;
  readonly #things = new Map<object, Thing>();

  constructor(audio: PageAudio, out: () => AudioNode) {
    this.#audio = audio;
    this.#out = out;
  }

  /** From now on the stream sounds from its place. */
  stream(key: object, stream: MediaStream): Thing {
    return this.#thing(key, (ear) => {
      const input = new StreamInput(stream, this.#audio.context, ear);
      return () => input.close();
    });
  }

  /** From now on the element sounds from its place. */
  element(element: HTMLMediaElement): Thing {
    return this.#thing(element, (ear) => {
      ear.listenTo(this.#audio.divertElement(element));
      return () => {};
    });
  }

  apply(pose: Pose | undefined, spatial: boolean): void {
    for (const { ear, range, position } of this.#things.values()) ear.hear(hearThing(position, pose, { range, spatial }));
  }

  close(): void {
    for (const { ear, close } of this.#things.values()) {
      close();
      ear.close();
    }
    this.#things.clear();
  }

  #thing(key: object, connect: (ear: Ear) => () => void): Thing {
    const known = this.#things.get(key);
    if (known) return known;
    const ear = new Ear(this.#audio.context, this.#out());
    const thing = { ear, range: 0, position: undefined, close: connect(ear) };
    this.#things.set(key, thing);
    return thing;
  }
}
