import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import type { ZegoAudioEffectPlayer, ZegoAudioEffectPlayOptions } from '../types/audio.ts';
import { type AudioEffects, fetchSound, idOf } from './AudioEffects.ts';
import { EffectVoice } from './EffectVoice.ts';
import { percent } from './percent.ts';
import type { StreamMix } from './StreamMix.ts';

export type EffectPlayerHome = { calls: Calls; effects: AudioEffects; mix: StreamMix; audio: PageAudio };

/** The object behind `createAudioEffectPlayer`: its effects go to the stream and to the user's ears. */
export class EffectPlayer implements ZegoAudioEffectPlayer {
  readonly #home: EffectPlayerHome;
  readonly #voices = new Map<string, EffectVoice>();
  /** Effects that are being fetched; one that was stopped meanwhile is missing here. */
  readonly #coming = new Map<string, object>();
  readonly #volumes = new Map<string, number>();
  /** Paused while they were being fetched: they do not sound before they are resumed … */
  readonly #paused = new Set<string>();
  /** … and then this is called. */
  readonly #begins = new Map<string, () => void>();
  #bus: { node: GainNode; release: () => void } | undefined;

  constructor(home: EffectPlayerHome) {
    this.#home = home;
  }

  /** No plain object: see `ZegoExpressEngine`. */
  get [Symbol.toStringTag](): string {
    return 'ZegoAudioEffectPlayer';
  }

  start(
    audioEffectID: string,
    options?: ZegoAudioEffectPlayOptions,
    onStart?: (...args: never[]) => unknown,
    onEnd?: (...args: never[]) => unknown,
  ): void {
    this.#home.calls.promise('ZegoAudioEffectPlayer.start', async () => {
      const id = idOf(audioEffectID);
      this.#home.mix.refuseWhenDestroyed();
      const ticket = {};
      let release = () => {};
      this.#coming.set(id, ticket);
      this.#paused.delete(id);
      try {
        const buffer = this.#home.effects.get(id) ?? (await fetchSound(options?.path));
        if (this.#coming.get(id) !== ticket) return;
        release = this.#home.audio.lease();
        await this.#home.audio.whenRunning();
        if (this.#coming.get(id) !== ticket) return;
        this.#play(id, buffer, { began: () => call(onStart), ended: () => call(onEnd) });
      } finally {
        release();
        if (this.#coming.get(id) === ticket) this.#coming.delete(id);
      }
    });
  }

  stop(audioEffectID?: string): boolean {
    return this.#each('stop', audioEffectID, (id, voice) => {
      this.#coming.delete(id);
      this.#paused.delete(id);
      this.#begins.delete(id);
      voice?.stop();
      this.#voices.delete(id);
      this.#closeBusIfIdle();
    });
  }

  pause(audioEffectID?: string): boolean {
    return this.#each('pause', audioEffectID, (id, voice) => {
      if (this.#coming.has(id)) this.#paused.add(id);
      voice?.pause();
    });
  }

  resume(audioEffectID?: string): boolean {
    return this.#each('resume', audioEffectID, (id, voice) => {
      this.#paused.delete(id);
      voice?.play();
      const began = this.#begins.get(id);
      this.#begins.delete(id);
      began?.();
    });
  }

  setVolume(audioEffectID: string, volume: number, delay?: number): boolean {
    return this.#boolean('setVolume', () => {
      const id = idOf(audioEffectID);
      const wanted = percent(volume);
      const voice = this.#voices.get(id);
      if (!voice && !this.#coming.has(id) && !this.#home.effects.get(id)) throw new RtcError('INPUT_PARAM', 'no such effect');
      this.#volumes.set(id, wanted);
      voice?.setVolume(wanted, typeof delay === 'number' && delay > 0 ? delay / 1000 : 0);
    });
  }

  getTotalDuration(audioEffectID: string): number {
    const buffer = this.#voices.get(audioEffectID)?.buffer ?? this.#home.effects.get(audioEffectID);
    return Math.round((buffer?.duration ?? 0) * 1000);
  }

  getCurrentProgress(audioEffectID: string): number {
    return Math.round((this.#voices.get(audioEffectID)?.position ?? 0) * 1000);
  }

  seekTo(audioEffectID: string, time: number): boolean {
    return this.#boolean('seekTo', () => {
      const voice = this.#voices.get(idOf(audioEffectID));
      if (!voice) throw new RtcError('INPUT_PARAM', 'the effect is not being played');
      if (!(typeof time === 'number' && time >= 0 && time <= voice.buffer.duration * 1000)) {
        throw new RtcError('INPUT_PARAM', 'time is outside the effect');
      }
      voice.seek(time / 1000);
    });
  }

  /** The stream is gone. */
  release(): void {
    this.#coming.clear();
    this.#paused.clear();
    this.#begins.clear();
    for (const voice of this.#voices.values()) voice.stop();
    this.#voices.clear();
    this.#closeBusIfIdle();
  }

  #play(id: string, buffer: AudioBuffer, told: { began: () => void; ended: () => void }): void {
    this.#voices.get(id)?.stop();
    this.#begins.delete(id);
    const voice = new EffectVoice(buffer, {
      context: this.#home.audio.context,
      out: this.#openBus(),
      volume: this.#volumes.get(id) ?? 100,
      ended: () => {
        voice.stop();
        if (this.#voices.get(id) === voice) this.#voices.delete(id);
        this.#closeBusIfIdle();
        told.ended();
      },
    });
    this.#voices.set(id, voice);
    if (this.#paused.delete(id)) {
      this.#begins.set(id, told.began);
      return;
    }
    voice.play();
    told.began();
  }

  /** One named effect, which must be there, or all that are. */
  #each(call: string, id: string | undefined, act: (id: string, voice: EffectVoice | undefined) => void): boolean {
    return this.#boolean(call, () => {
      const known = [...new Set([...this.#voices.keys(), ...this.#coming.keys()])];
      const ids = id === undefined || id === null ? known : [idOf(id)];
      if (ids.some((wanted) => !known.includes(wanted))) throw new RtcError('INPUT_PARAM', 'the effect is not being played');
      for (const wanted of ids) act(wanted, this.#voices.get(wanted));
    });
  }

  #boolean(call: string, work: () => void): boolean {
    return this.#home.calls.boolean(`ZegoAudioEffectPlayer.${call}`, work);
  }

  /** Where all effects of this player meet. It is part of the mix only while something sounds. */
  #openBus(): AudioNode {
    if (!this.#bus) {
      const { context } = this.#home.audio;
      const node = context.createGain();
      this.#home.mix.add(this, node);
      node.connect(context.destination);
      this.#bus = { node, release: this.#home.audio.lease() };
    }
    return this.#bus.node;
  }

  #closeBusIfIdle(): void {
    if (this.#voices.size > 0 || !this.#bus) return;
    const { node, release } = this.#bus;
    this.#bus = undefined;
    this.#home.mix.remove(this);
    node.disconnect(this.#home.audio.context.destination);
    release();
  }
}

/** An app's callback may throw; that is reported where browsers report uncaught errors. */
function call(callback: unknown): void {
  if (typeof callback === 'function') queueMicrotask(() => callback());
}
