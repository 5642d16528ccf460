import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { RtcError } from '@liuyun/protocol/errors';
import type { LocalSource } from '../streams/LocalSource.ts';
import type { Resend } from '../streams/switchDevice.ts';
import { StreamMix } from './StreamMix.ts';

/** How many media elements one stream can have mixed in. */
export const MOST_ELEMENTS = 6;

/** The mixes of all local streams, and the media elements in them. */
export class Mixes {
  readonly audio: PageAudio;
  readonly #resend: Resend;
  readonly #mixes = new WeakMap<LocalSource, StreamMix>();

  constructor(audio: PageAudio, resend: Resend) {
    this.audio = audio;
    this.#resend = resend;
  }

  of(source: LocalSource): StreamMix {
    const known = this.#mixes.get(source);
    if (known) return known;
    const mix = new StreamMix(source, { audio: this.audio, resend: this.#resend });
    this.#mixes.set(source, mix);
    return mix;
  }

  /** All of the list or, if one of it cannot be mixed, none. */
  start(source: LocalSource, list: unknown): void {
    const elements = elementsOf(list);
    if (!source.sent('audio')) throw new RtcError('NO_AUDIO_TRACK');
    const mix = this.of(source);
    const mixed = mixedElements(mix);
    if (new Set([...mixed, ...elements]).size > MOST_ELEMENTS) throw new RtcError('INPUT_PARAM', 'at most 6 media elements');
    const sounds = elements.map((element) => ({ element, sound: this.audio.element(element) }));
    for (const { sound } of sounds) sound.check();
    const nodes = sounds.map(({ element, sound }) => ({ element, node: sound.node() }));
    for (const { element, node } of nodes) mix.add(element, node);
  }

  /** Without a list: all elements. */
  stop(source: LocalSource, list?: unknown): void {
    const mix = this.of(source);
    const elements = list === undefined || list === null ? mixedElements(mix) : elementsOf(list);
    const unknown = elements.filter((element) => !mix.has(element));
    if (elements.length === 0 || unknown.length > 0) throw new RtcError('INPUT_PARAM', 'not being mixed');
    for (const element of elements) mix.remove(element);
  }
}

function mixedElements(mix: StreamMix): HTMLMediaElement[] {
  return mix.keys().filter((key) => key instanceof HTMLMediaElement);
}

function elementsOf(list: unknown): HTMLMediaElement[] {
  const elements = Array.isArray(list) ? [...new Set<unknown>(list)] : [];
  if (elements.length === 0 || !elements.every((element) => element instanceof HTMLMediaElement)) {
    throw new RtcError('INPUT_PARAM', 'mediaList must be a list of media elements');
  }
  return elements as HTMLMediaElement[];
}
