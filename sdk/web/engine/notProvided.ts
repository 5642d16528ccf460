import { type ErrorName, RtcError } from '@liuyun/protocol/errors';

/**
 * Public members that exist so that apps load and can ask, but whose plug-in or licensed service is not part of this
 * cloud; and what they would need. Every one answers MODULE_NOT_IMPORTED (1101003).
 */
export const notProvided = {
  setVoiceChangerPreset: 'the voice changer',
  setVoiceChangerParam: 'the voice changer',
  setReverbPreset: 'the voice changer',
  enableVirtualStereo: 'the voice changer',
  enableLiveAudioEffect: 'the voice changer',
  setAudioChangerParam: 'the voice changer',
  enableAiDenoise: 'AI noise suppression',
  setAiDenoiseMode: 'AI noise suppression',
  initBackgroundModule: 'background processing',
  setBackgroundBlurOptions: 'background processing',
  setVirtualBackgroundOptions: 'background processing',
  setTransparentBackgroundOptions: 'background processing',
  enableBackgroundProcess: 'background processing',
} as const satisfies { [member: string]: string };

export type NotProvided = keyof typeof notProvided;

/** What a member of the table does. Run it inside `promise`, `boolean` or `value`, which turn it into the public answer. */
export function refuse(member: NotProvided): never {
  throw new RtcError('MODULE_NOT_IMPORTED', `${member} needs ${notProvided[member]}, which this cloud does not provide`);
}

/** Public members of services that this cloud does not have yet, and what each answers. */
export const missingServices = {
  startMixerTask: 'MIXING_NOT_AVAILABLE',
  stopMixerTask: 'MIXING_NOT_AVAILABLE',
  setMixerTaskConfig: 'MIXING_NOT_AVAILABLE',
  startAutoMixerTask: 'MIXING_NOT_AVAILABLE',
  stopAutoMixerTask: 'MIXING_NOT_AVAILABLE',
  addPublishCdnUrl: 'CDN_NOT_AVAILABLE',
  removePublishCdnUrl: 'CDN_NOT_AVAILABLE',
} as const satisfies { [member: string]: ErrorName };

export function refuseService(member: keyof typeof missingServices): never {
  throw new RtcError(missingServices[member], member);
}
