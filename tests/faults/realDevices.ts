import { expect } from 'vitest';
import { hear } from '../kit/browser/tone.ts';
import type { User } from '../kit/browser/User.ts';
import { type Caller, departures, eventsOf, reasonsOf, whenPictures } from './call.ts';
import { type Plugs, type Stage, useStage } from './stage.ts';

/** Nothing may change what microphones hum. */
export const RAW = { ANS: false, AGC: false, AEC: false };
/** Sound servers and browsers take their time over a device that goes or comes. */
export const SOON_MS = 5_000;
export const LOOK_MS = 2_000;
const AUDIBLE_DB = -70;
const HEARD_MS = 10_000;

/** Members of the engine that change devices. */
export type Switching = {
  enableAutoSwitchDevice(config: { microphone?: boolean; camera?: boolean }): void;
  useAudioDevice(stream: unknown, deviceID: string): Promise<unknown>;
  useVideoDevice(stream: unknown, deviceID: string): Promise<unknown>;
  createZegoStream(options: unknown): Promise<unknown>;
};

/** A stage on which ann has devices that can be plugged in and pulled out, and bob has not. */
export function useDevices(devices: 'sound' | 'sound and cameras'): Stage & { plugs(): Plugs } {
  const stage = useStage({ name: 'ann', devices }, 'bob');
  return Object.assign(stage, {
    plugs: () => {
      const found = stage.seats.ann?.plugs;
      if (!found) throw new Error('ann has no devices');
      return found;
    },
  });
}

export function callerOf(stage: Stage, { user, streamID, view = '' }: { user: User; streamID: string; view?: string }): Caller {
  const seat = stage.seats[user.userID.replace(/-\d+$/, '')];
  if (!seat) throw new Error(`nobody called ${user.userID}`);
  return { user, machine: seat.machine, streamID, view };
}

/** Gives permission as a person does who clicks “Allow”. */
export const allow = ({ page }: User, stage: Stage, names: ('microphone' | 'camera')[]): Promise<void> =>
  page.context().grantPermissions(names, { origin: stage.cloud.origin });

export const deviceID = ({ page }: User, kind: MediaDeviceKind, name: string): Promise<string> =>
  page.evaluate(
    async ({ kind, name }) => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      const found = devices.find((device) => device.kind === kind && device.label === name);
      if (!found) throw new Error(`no ${name} among ${devices.map(({ label }) => label).join(', ')}`);
      return found.deviceId;
    },
    { kind, name },
  );

/** When a tone was what is heard, ms since the epoch; Infinity if that takes too long. */
export async function whenHeard({ user }: Caller, tone: number): Promise<number> {
  for (const end = Date.now() + HEARD_MS; Date.now() < end; ) {
    const { hz, db } = await hear(user.page, 100);
    if (db > AUDIBLE_DB && Math.abs(hz - tone) < 20) return Date.now();
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether it becomes silent: what was sent before takes its time on a busy machine. */
export async function silent({ user }: Caller): Promise<boolean> {
  for (const end = Date.now() + SOON_MS; Date.now() < end; ) if ((await hear(user.page, 300)).db < AUDIBLE_DB) return true;
  return false;
}

/** What was told about devices since then, with the time that the first of its kind took. */
export async function toldOf({ user }: Caller, since: number): Promise<{ errors: string; errorAt: number; changes: string }> {
  const events = await eventsOf(user, since);
  const errors = events.filter(({ name }) => name === 'deviceError');
  const changes = events.flatMap(({ name, args }) => {
    if (name === 'audioDeviceStateChanged') return [`${args[0]} ${args[1]} ${nameOf(args[2])}`];
    return name === 'videoDeviceStateChanged' ? [`${args[0]} ${nameOf(args[1])}`] : [];
  });
  return {
    errors: errors.map(({ args }) => args.join(' ')).join(', ') || 'none',
    errorAt: errors[0]?.at ?? Number.POSITIVE_INFINITY,
    changes: changes.join(', ') || 'none',
  };
}

/** That the call itself was not touched. */
export async function untouched({ ann, bob }: { ann: Caller; bob: Caller }, since: number): Promise<boolean> {
  const seen = await whenPictures(ann, Date.now(), { timeoutMs: 5_000 });
  const left = await departures(bob.user, since);
  const states = [...(await reasonsOf(ann.user, since)), ...(await reasonsOf(bob.user, since))];
  return Number.isFinite(seen) && left.length === 0 && states.length === 0;
}

/** A stream without a device is nobody's ghost: it ends when its publisher stops it. */
export async function endsCleanly({ ann, bob }: { ann: Caller; bob: Caller }): Promise<boolean> {
  const since = Date.now();
  await ann.user.unpublish(ann.streamID);
  await expect.poll(() => departures(bob.user, since), { timeout: 5_000 }).toHaveLength(1);
  return (await departures(bob.user, since))[0]?.includes(ann.streamID) ?? false;
}

/** What opening a device ends with: 0 or a code. */
export const opening = ({ page }: User, camera: { video: boolean; audio: boolean }): Promise<number> =>
  page.evaluate(
    (camera) =>
      (window.engine as unknown as Switching).createZegoStream({ camera }).then(
        () => 0,
        (error: { errorCode: number }) => error.errorCode,
      ),
    camera,
  );

export const automatically = ({ page }: User, config: { microphone?: boolean; camera?: boolean }): Promise<void> =>
  page.evaluate((config) => (window.engine as unknown as Switching).enableAutoSwitchDevice(config), config);

export const yes = (holds: boolean): 'yes' | 'no' => (holds ? 'yes' : 'no');

const nameOf = (device: unknown): string => (device as { deviceName: string }).deviceName;
