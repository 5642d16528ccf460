import { Listeners } from '@liuyun/core/Listeners';
import { eventFields, type Tell } from '@liuyun/core/native/NativeEvents';
import type { ZegoEventListener } from '../types/events.ts';

/** Older guides spell these with a capital. */
const aliases: { readonly [name: string]: EventName } = {
  PublisherStateUpdate: 'publisherStateUpdate',
  PlayerStateUpdate: 'playerStateUpdate',
};

type EventName = Exclude<keyof ZegoEventListener, 'PublisherStateUpdate' | 'PlayerStateUpdate'>;
export type PhoneEvents = Pick<ZegoEventListener, EventName>;

const names: { [K in EventName]: true } = {
  debugError: true,
  engineStateUpdate: true,
  roomStateUpdate: true,
  roomStateChanged: true,
  roomUserUpdate: true,
  roomOnlineUserCountUpdate: true,
  roomStreamUpdate: true,
  roomStreamExtraInfoUpdate: true,
  roomTokenWillExpire: true,
  IMRecvBroadcastMessage: true,
  IMRecvBarrageMessage: true,
  IMRecvCustomCommand: true,
  publisherStateUpdate: true,
  publisherCapturedAudioFirstFrame: true,
  publisherCapturedVideoFirstFrame: true,
  publisherVideoSizeChanged: true,
  playerStateUpdate: true,
  playerMediaEvent: true,
  playerRecvAudioFirstFrame: true,
  playerRecvVideoFirstFrame: true,
  playerRenderVideoFirstFrame: true,
  playerVideoSizeChanged: true,
  remoteCameraStateUpdate: true,
  remoteMicStateUpdate: true,
  localDeviceExceptionOccurred: true,
  audioRouteChange: true,
  mobileScreenCaptureExceptionOccurred: true,
  mobileScreenCaptureStart: true,
  capturedSoundLevelUpdate: true,
  remoteSoundLevelUpdate: true,
  publisherQualityUpdate: true,
  playerQualityUpdate: true,
  networkModeChanged: true,
  networkQuality: true,
  apiCalledResult: true,
  recvExperimentalAPI: true,
  roomExtraInfoUpdate: true,
  publisherRenderVideoFirstFrame: true,
  publisherRelayCDNStateUpdate: true,
  publisherVideoEncoderChanged: true,
  publisherStreamEvent: true,
  videoObjectSegmentationStateChanged: true,
  playerRecvSEI: true,
  mixerRelayCDNStateUpdate: true,
  mixerSoundLevelUpdate: true,
  capturedDataRecordStateUpdate: true,
  capturedDataRecordProgressUpdate: true,
  networkSpeedTestError: true,
  networkSpeedTestQualityUpdate: true,
};

/** The events of this engine, without the older spellings. */
export const eventNames = Object.keys(names) as EventName[];

/** Who listens to an engine, under either spelling. */
export class PhoneListeners {
  readonly #listeners = new Listeners<PhoneEvents>(eventNames);

  /** False for an unknown event or for something that is no function. */
  on(event: string, callback: unknown): boolean {
    return this.#listeners.on(nameOf(event), callback as never);
  }

  /** Without a callback: forgets all of the event. */
  off(event: string, callback?: unknown): boolean {
    return this.#listeners.off(nameOf(event), (callback ?? undefined) as never);
  }

  tell<K extends EventName>(event: K, ...args: Parameters<PhoneEvents[K]>): void {
    this.#listeners.tell(event, ...args);
  }

  /** For the native engine: the fields of its events one by one, in their documented order. */
  readonly take: Tell = (event, fields) => {
    if (!Object.hasOwn(names, event)) return;
    const args = eventFields[event].map((field) => (fields as Record<string, unknown>)[field]);
    this.#listeners.tell(event as EventName, ...(args as never));
  };

  clear(): void {
    this.#listeners.clear();
  }
}

function nameOf(event: string): EventName {
  return Object.hasOwn(aliases, event) ? (aliases[event] as EventName) : (event as EventName);
}
