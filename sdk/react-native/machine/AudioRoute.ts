import { RtcError } from '@liuyun/protocol/errors';
import { optionalModules } from '../platform/optionalModules.ts';
import { ZegoAudioRoute } from '../types/enums/index.ts';

/** The routes behind the names of `react-native-incall-manager`. */
const routes: { readonly [device: string]: ZegoAudioRoute } = {
  SPEAKER_PHONE: ZegoAudioRoute.Speaker,
  WIRED_HEADSET: ZegoAudioRoute.Headphone,
  BLUETOOTH: ZegoAudioRoute.Bluetooth,
  EARPIECE: ZegoAudioRoute.Receiver,
};

/** Where the sound comes out, as far as an app without a native part of ours can say. */
export class AudioRoute {
  readonly #changed: (route: ZegoAudioRoute) => void;
  #chosen: ZegoAudioRoute = ZegoAudioRoute.Speaker;
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
    this.#chosen = speaker ? ZegoAudioRoute.Speaker : ZegoAudioRoute.Receiver;
    this.#become(this.#chosen);
  }

  /** The system uses another device; a headset that is gone leaves what was chosen. */
  moved(device: string): void {
    this.#become(routes[device] ?? this.#chosen);
  }

  #become(type: ZegoAudioRoute): void {
    if (type === this.#type) return;
    this.#type = type;
    this.#changed(type);
  }
}
