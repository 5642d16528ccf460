import { RtcError } from '@liuyun/protocol/errors';
import { hidden } from './deviceChanges.ts';
import { listDevices } from './deviceLists.ts';

/** What sounds through a speaker: a media element, or an AudioContext (Chromium). */
type WithSink = (HTMLMediaElement | AudioContext) & { sinkId?: unknown; setSinkId?(deviceID: string): Promise<void> };

/**
 * A speaker that comes back sooner has a loose contact, and sound must not jump to and fro. Chromium also keeps the way
 * to a speaker open for some seconds, and would go on playing where the system has led it meanwhile.
 */
const STEADY_MS = 8_000;

type Wish = { deviceID: string; goneAt: number };

/** Where elements and contexts were asked to play. Weakly held: an app does not say when it lets go of its element. */
const wishes = new Map<WeakRef<WithSink>, Wish>();
let listening: MediaDevices | undefined;

/**
 * Chooses the speaker of a media element (W3C Audio Output Devices API; Chromium, and Firefox since 116). Browsers leave
 * an element silent whose speaker is pulled out: it plays through the system's until its own is back.
 */
export async function chooseSpeaker(element: WithSink, deviceID: string): Promise<void> {
  if (typeof element.setSinkId !== 'function') throw new RtcError('AUDIO_OUTPUT_FAILED', 'not supported by this browser');
  try {
    await element.setSinkId(deviceID);
  } catch (error) {
    throw new RtcError('AUDIO_OUTPUT_FAILED', error instanceof Error ? error.name : '', { cause: error });
  }
  remember(element, deviceID);
}

/** As `chooseSpeaker`, where nobody can be told of a failure: a speaker that is not there yet is taken as soon as it is. */
export function preferSpeaker(element: WithSink, deviceID: string): void {
  remember(element, deviceID);
  element.setSinkId?.(deviceID).catch(() => undefined);
}

function remember(element: WithSink, deviceID: string): void {
  for (const known of wishes.keys()) if (known.deref() === element || !known.deref()) wishes.delete(known);
  if (deviceID === '' || deviceID === 'default') return;
  wishes.set(new WeakRef(element), { deviceID, goneAt: 0 });
  listen();
}

function listen(): void {
  const devices = typeof navigator === 'object' ? navigator.mediaDevices : undefined;
  if (!devices || listening === devices) return;
  listening = devices;
  devices.addEventListener?.('devicechange', () => void follow());
}

/** Brings every element to where it was asked to play, or to the system's speaker where that is gone. */
async function follow(): Promise<void> {
  if (wishes.size === 0) return;
  const speakers = (await listDevices().catch(() => undefined))?.speakers;
  if (!speakers || hidden(speakers)) return;
  for (const [known, wish] of wishes) {
    const element = known.deref();
    if (!element) {
      wishes.delete(known);
      continue;
    }
    const there = speakers.some(({ deviceID }) => deviceID === wish.deviceID);
    if (!there) wish.goneAt = Date.now();
    const place = there ? wish.deviceID : '';
    const waitMs = there ? wish.goneAt + STEADY_MS - Date.now() : 0;
    if (element.sinkId === place) continue;
    if (waitMs > 0) setTimeout(() => void follow(), waitMs);
    else element.setSinkId?.(place).catch(() => {});
  }
}
