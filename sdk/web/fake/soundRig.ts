import { FakeAudioContext, installAudio } from '@liuyun/browser/fake/audio';
import { installMedia } from '@liuyun/browser/fake/media';
import { installPage } from '@liuyun/browser/fake/page';
import { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { Mixes } from '../audio/Mixes.ts';
import { scenarioPreset } from '../capture/presets.ts';
import { Publications } from '../publish/Publications.ts';
import { captureDevicesInto } from '../streams/captureInto.ts';
import { LocalSource } from '../streams/LocalSource.ts';
import type { Resend } from '../streams/switchDevice.ts';

export type SoundRig = ReturnType<typeof soundRig>;

/** A page with fake media and sound, and what mixes on it, until `vi.unstubAllGlobals()`. */
export function soundRig() {
  const devices = installMedia();
  const page = installPage();
  installAudio();
  const core = new FakeEngine();
  const publications = new Publications(core);
  const audio = new PageAudio();
  const resend: Resend = (source, kind) => publications.resend(source, kind);
  const element = () =>
    Object.assign(page.createElement('audio'), { src: 'data:,', crossOrigin: null }) as unknown as HTMLMediaElement;
  return { devices, page, core, publications, audio, resend, mixes: new Mixes(audio, resend), element };
}

/** A stream from a microphone, ready to be sent. */
export async function microphone(): Promise<LocalSource> {
  const source = new LocalSource();
  await captureDevicesInto(source, { microphone: {} }, { scenario: scenarioPreset(undefined), fixedBitrate: false });
  source.takeOver('audio');
  return source;
}

/** What is in the track that stands on the wire, and how loud. */
export function heard(): Map<unknown, number> {
  const [context] = FakeAudioContext.made;
  const out = context?.nodes.findLast(({ what }) => what === 'out');
  return context && out ? context.heardAt(out) : new Map();
}
