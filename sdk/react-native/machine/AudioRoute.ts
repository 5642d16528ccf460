import { RtcError } from '@liuyun/protocol/errors';
import { optionalModules } from '../platform/optionalModules.ts';
import { ZegoAudioRoute } from '../types/enums/index.ts';

/** Where the sound comes out, as far as an app without a native part of ours can say. */
export class AudioRoute {
  readonly #changed: (route: ZegoAudioRoute) => void;
  #type: ZegoAudioRoute = ZegoAudioRoute.Speaker;

  constructor(changed: (route: ZegoAudioRoute) => void) {
    this.#changed = changed;
  }

  get type(): ZegoAudioRoute {
    return this.#type;
  }

  toSpeaker(speaker: boolean): void {
    const { InCallManager } = optionalModules();
    if (!InCallManager) throw new RtcError('MODULE_NOT_IMPORTED', 'react-native-incall-manager was not provided');
    InCallManager.setForceSpeakerphoneOn(speaker);
    const type = speaker ? ZegoAudioRoute.Speaker : ZegoAudioRoute.Receiver;
    if (type === this.#type) return;
    this.#type = type;
    this.#changed(type);
  }
}
