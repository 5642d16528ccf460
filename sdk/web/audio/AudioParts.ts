import { pageAudio } from '@liuyun/browser/sound/PageAudio';
import type { Engine } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import type { Log } from '../engine/Log.ts';
import type { Plays } from '../play/Plays.ts';
import type { Publications } from '../publish/Publications.ts';
import { RangeAudio } from '../rangeAudio/RangeAudio.ts';
import type { LocalSource } from '../streams/LocalSource.ts';
import type { LocalSources } from '../streams/LocalSources.ts';
import type { ZegoAudioEffectPlayer } from '../types/audio.ts';
import type { ZegoExpressRangeAudio } from '../types/rangeAudio.ts';
import { AudioEffects } from './AudioEffects.ts';
import { EffectPlayer } from './EffectPlayer.ts';
import { FrameCallbacks } from './frames/FrameCallbacks.ts';
import { Mixes } from './Mixes.ts';

export type AudioHome = {
  core: Engine;
  calls: Calls;
  log: Log;
  plays: Plays;
  publications: Publications;
  sources: LocalSources;
};

/** What an engine does with Web Audio: mixing, effects, raw samples. */
export class AudioParts {
  readonly effects = new AudioEffects();
  readonly mixes: Mixes;
  readonly frames: FrameCallbacks;
  readonly #home: AudioHome;
  #rangeAudio: RangeAudio | undefined;

  constructor(home: AudioHome) {
    this.#home = home;
    this.mixes = new Mixes(pageAudio, (source, kind) => home.publications.resend(source, kind));
    this.frames = new FrameCallbacks(home.core, home.plays, pageAudio);
  }

  /** A player whose effects are mixed into this stream. NO_AUDIO_TRACK for a stream without sound. */
  effectPlayer(source: LocalSource): ZegoAudioEffectPlayer {
    if (!source.sent('audio')) throw new RtcError('NO_AUDIO_TRACK');
    const player = new EffectPlayer({
      calls: this.#home.calls,
      effects: this.effects,
      mix: this.mixes.of(source),
      audio: pageAudio,
    });
    source.facts.on('destroyed', () => player.release());
    return player;
  }

  /** One per engine: asked again, the same one. */
  rangeAudio(): ZegoExpressRangeAudio {
    if (this.#rangeAudio) return this.#rangeAudio;
    this.#rangeAudio = new RangeAudio({ ...pieces(this.#home), pageAudio });
    // Of an engine that was destroyed: it does nothing, and nothing runs for it.
    if (this.#home.calls.over) this.#rangeAudio.close();
    return this.#rangeAudio;
  }

  close(): void {
    this.#rangeAudio?.close();
    this.frames.closeAll();
  }
}

function pieces({ core, calls, log, plays, publications, sources }: AudioHome): AudioHome {
  return { core, calls, log, plays, publications, sources };
}
