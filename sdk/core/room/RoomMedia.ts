import { type Cancel, type Clock, type RandomSource, randomFraction } from '@liuyun/kit';
import type { Result, Snapshot } from '@liuyun/protocol';
import type { Device } from 'mediasoup-client';
import type { IpStack } from '../media/ipStack.ts';
import { MediaLink } from '../media/MediaLink.ts';
import type { Wire } from '../media/Wire.ts';
import type { FreshConnections, Networks } from '../platform/Platform.ts';
import { nextReconnectDelay } from '../signalling/ReconnectPolicy.ts';

/** What a media link is made of, asked for before it is known whether the login succeeds. */
export type MediaParts = {
  device: Promise<Device>;
  opened: { send: Promise<Result<'openTransport'>>; receive: Promise<Result<'openTransport'>> };
};

/** A browser that tells its connections of another network at all soon has done it this long after ICE was restarted. */
const HEARD_MS = 300;

/** A link that held this long was not broken from the start: its failure begins a new count. */
const HELD_MS = 30_000;

export type RoomMediaOptions = {
  clock: Clock;
  random: RandomSource;
  wire: Wire;
  /** Begins opening a device and two transports over the present connection; `again`: to take over what a device sends. */
  begin(again?: Promise<Device>): MediaParts;
  networks: Networks | undefined;
  connected(): boolean;
  changed(media: MediaLink | undefined): void;
  failed(detail: string): void;
  /** The app's own, instead of those of the server. */
  iceServers(): Snapshot['iceServers'] | undefined;
  ipStack(): IpStack | undefined;
  /** Packets may have stopped. */
  suspect(): void;
  /** Packets no longer get through … */
  stalled(): void;
  /** … and now they do again. */
  flowing(): void;
};

/** The room's media link, made anew whenever it has failed: at once the first time, then less and less often. */
export class RoomMedia {
  readonly #options: RoomMediaOptions;
  #link: MediaLink | undefined;
  #given: Pick<Snapshot, 'mediaCapabilities' | 'iceServers'> | undefined;
  #madeAt = 0;
  #failures = 0;
  /** Of a link whose streams may wait at the server to be taken over by another one. */
  #left: Promise<Device> | undefined;
  #stopTimer: Cancel | undefined;

  constructor(options: RoomMediaOptions) {
    this.#options = options;
  }

  /** A new session begins: whatever was there belonged to the old one. */
  start(given: Pick<Snapshot, 'mediaCapabilities' | 'iceServers'>, parts: MediaParts): void {
    this.#given = given;
    this.#failures = 0;
    this.#left = undefined;
    this.#make(parts);
  }

  /**
   * The session goes on over a new socket. `networkChanged`: on another network; `unheard`: on one of which the link's
   * connections have not heard.
   */
  resume({ networkChanged, unheard }: { networkChanged: boolean; unheard: boolean }): void {
    if (unheard && this.#renew()) return;
    this.#link?.recover({ force: networkChanged });
    const link = this.#link ?? this.#make(this.#options.begin(this.#left));
    if (networkChanged && link) this.#renewIfUnheard(link);
  }

  /** The link is of no use any more. Without a connection the new one has to wait for `resume`. */
  rebuild(): void {
    const { clock, random, connected, begin } = this.#options;
    this.drop();
    if (!connected()) return;
    if (clock.now() - this.#madeAt > HELD_MS) {
      this.#failures = 0;
      this.#left = undefined;
    }
    const now = { attempt: this.#failures++, elapsedMs: 0, windowMs: Number.POSITIVE_INFINITY };
    const delay = nextReconnectDelay({ ...now, fraction: randomFraction(random) }) ?? 0;
    this.#stopTimer = clock.after(delay, () => {
      if (connected() && !this.#link) this.#make(begin(this.#left));
    });
  }

  /** What was sent and received over the link is gone with it. */
  drop(): void {
    this.close();
    this.#options.changed(undefined);
  }

  close(): void {
    this.#stopTimer?.();
    this.#link?.close();
    this.#link = undefined;
  }

  /** An ICE restart finds what the browser's WebRTC knows; where that is old news, other connections take over. */
  #renewIfUnheard(link: MediaLink): void {
    const { clock, networks, connected } = this.#options;
    if (!networks) return;
    const stands = () => this.#link === link && connected();
    this.#stopTimer?.();
    this.#stopTimer = clock.after(HEARD_MS, async () => {
      if (stands() && (await networks.unheard()) && stands()) this.#renew();
    });
  }

  /** A link over connections that know the machine's networks of now takes over what is published and played. */
  #renew(): boolean {
    const fresh = this.#options.networks?.fresh(() => link?.lose());
    if (!fresh) return false;
    this.#left = this.#link?.device ?? this.#left;
    const link = this.#make(this.#options.begin(this.#left), fresh);
    return true;
  }

  #make({ device, opened }: MediaParts, fresh?: FreshConnections): MediaLink | undefined {
    if (!this.#given) return undefined;
    const { clock, random, wire, changed, failed, suspect, stalled, flowing } = this.#options;
    const { mediaCapabilities: capabilities } = this.#given;
    const iceServers = this.#options.iceServers() ?? this.#given.iceServers;
    this.close();
    const link = new MediaLink({
      ...{ device, opened, capabilities, iceServers, ipStack: this.#options.ipStack() },
      ...{ fresh, wire, clock, random },
    });
    this.#link = link;
    this.#madeAt = clock.now();
    link.facts.on('suspect', suspect);
    link.facts.on('stalled', stalled);
    link.facts.on('flowing', flowing);
    link.facts.on('failed', (detail) => {
      if (this.#link !== link) return;
      failed(detail);
      this.rebuild();
    });
    changed(link);
    return link;
  }
}
