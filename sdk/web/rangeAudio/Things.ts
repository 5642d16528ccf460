import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { Ear, StreamInput } from './Ear.ts';
import { hearThing, type Pose, type Vector } from './hearing.ts';

/** Where the sound of a thing comes from: what it has now is taken up by `follow`. */
type Origin = { follow(): void; close(): void };
type Thing = { ear: Ear; range: number; position: Vector | undefined; origin: Origin };

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
    return this.#thing(key, (ear) => new StreamInput(stream, this.#audio.context, ear));
  }

  /** From now on the element sounds from its place. INPUT_PARAM for one whose sound cannot be had. */
  element(element: HTMLMediaElement): Thing {
    const sound = this.#audio.element(element);
    return this.#thing(element, (ear) => {
      const close = sound.divert();
      const follow = () => ear.listenTo(sound.present());
      follow();
      return { follow, close };
    });
  }

  apply(pose: Pose | undefined, spatial: boolean): void {
    for (const { ear, range, position, origin } of this.#things.values()) {
      origin.follow();
      ear.hear(hearThing(position, pose, { range, spatial }));
    }
  }

  close(): void {
    for (const { ear, origin } of this.#things.values()) {
      origin.close();
      ear.close();
    }
    this.#things.clear();
  }

  #thing(key: object, connect: (ear: Ear) => Origin): Thing {
    const known = this.#things.get(key);
    if (known) return known;
    const ear = new Ear(this.#audio.context, this.#out());
    try {
      const thing: Thing = { ear, range: 0, position: undefined, origin: connect(ear) };
      this.#things.set(key, thing);
      return thing;
    } catch (error) {
      ear.close();
      throw error;
    }
  }
}
