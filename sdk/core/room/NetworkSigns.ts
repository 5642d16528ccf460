import type { Clock } from '@liuyun/kit';
import type { History } from '../History.ts';
import type { NetworkHint, Networks } from '../platform/Platform.ts';
import { RETURN_ANSWER_MS, STALLED_ANSWER_MS } from '../signalling/Heartbeat.ts';
import type { SignallingLink } from '../signalling/SignallingLink.ts';
import type { Reconnection } from './Reconnection.ts';
import type { RoomState } from './roomMachine.ts';

export type NetworkSignsOptions = {
  clock: Clock;
  history: History;
  reconnection: Reconnection;
  state(): RoomState;
  link(): SignallingLink | undefined;
  networks: Networks | undefined;
};

/**
 * What the browser and the media say about the network, and what follows for the socket: that it is asked, given up, or
 * opened anew at once.
 */
export class NetworkSigns {
  readonly #options: NetworkSignsOptions;
  #changedAt = Number.NEGATIVE_INFINITY;
  #connectingAt = 0;
  #unheard = false;
  #looking = false;
  #looksLeft = 0;

  constructor(options: NetworkSignsOptions) {
    this.#options = options;
  }

  /** A socket is being opened, on whatever network there is now. */
  connecting(): void {
    this.#connectingAt = this.#options.clock.now();
  }

  /** The connection is lost. */
  lost(): void {
    this.#looksLeft = LOOKS;
  }

  /** An attempt to come back reached nobody: perhaps there is no network at all, and another one in a moment. */
  async attemptFailed(): Promise<void> {
    const { clock, networks, state, link } = this.#options;
    if (!networks || this.#looking) return;
    this.#looking = true;
    for (; this.#looksLeft > 0 && state() === 'reconnecting' && link()?.state !== 'open'; this.#looksLeft--) {
      if (await networks.unheard()) {
        if (state() !== 'reconnecting') break;
        this.#noteNetwork();
        this.#tryNow();
        break;
      }
      await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
    }
    this.#looking = false;
  }

  /** A socket ended because nothing came any more: the way that its packets took may have ended with the network it belonged to. */
  fellSilent(): void {
    this.#changedAt = this.#options.clock.now();
  }

  /** Whether the network has changed about when the connection was lost, and media has not heard of it; asked once. */
  takeChange(lostAt: number): { networkChanged: boolean; unheard: boolean } {
    const change = { networkChanged: this.#changedAt > lostAt - SAME_EVENT_MS, unheard: this.#unheard };
    this.#changedAt = Number.NEGATIVE_INFINITY;
    this.#unheard = false;
    return change;
  }

  hinted(hint: NetworkHint): void {
    const { clock, state, link } = this.#options;
    const now = clock.now();
    if (hint !== 'visible') this.#changedAt = now;
    if (hint === 'offline') return;
    if (state() === 'reconnecting') this.#tryNow();
    else if (state() !== 'loggedIn') return;
    // A socket has the address that it was opened with: on another network it is dead, and would only say so late.
    // Resuming over a new one restarts ICE.
    else if (hint !== 'visible' && now - this.#connectingAt > SAME_HINT_MS) link()?.close(1000, 'another network');
    else link()?.probe();
  }

  /** Packets may have stopped: the socket is asked, and whether there is another network now. */
  packetsPause(): void {
    this.#options.link()?.probe();
    void this.#lookForNetworks();
  }

  /** Media is the first to notice that packets vanish: it sends all the time. The socket is probably dead as well. */
  packetsStall(): void {
    const { history, state, link } = this.#options;
    history.add('packets stall');
    // A socket that has said nothing since this was suspected either has gone the same way.
    if (state() === 'loggedIn') link()?.probe(link()?.waiting ? STALLED_ANSWER_MS : undefined);
  }

  packetsFlow(): void {
    const { history, state, link } = this.#options;
    history.add('packets flow');
    if (state() === 'reconnecting') this.#tryNow();
    else if (state() === 'loggedIn') link()?.probe(RETURN_ANSWER_MS);
  }

  /** A new address of the machine, and a socket that says nothing: what it was opened from is gone. */
  async #lookForNetworks(): Promise<void> {
    const { networks, state, link } = this.#options;
    if (!networks || this.#looking) return;
    this.#looking = true;
    const asked = link();
    const unheard = await networks.unheard().finally(() => {
      this.#looking = false;
    });
    if (!unheard || state() !== 'loggedIn' || link() !== asked || !asked?.waiting) return;
    this.#noteNetwork();
    asked.close(1000, 'another network');
    this.#tryNow();
  }

  /** The machine is on another network of which media has not heard. */
  #noteNetwork(): void {
    const { clock, history } = this.#options;
    history.add('another network');
    this.#unheard = true;
    this.#changedAt = clock.now();
  }

  #tryNow(): void {
    const { reconnection, state, link } = this.#options;
    // A listener may have left the room.
    if (state() !== 'reconnecting') return;
    // A server that has accepted the connection is about to answer.
    if (link()?.state !== 'open') reconnection.hint();
  }
}

/** Without a network the machine is asked about another one this often … */
const LOOK_EVERY_MS = 250;
/** … and so often at most, which is five seconds or a little more. */
const LOOKS = 20;

/** Browsers tell one change of network by several events: a socket this young was opened because of the first. */
const SAME_HINT_MS = 1_000;

/** A change of network this long before the loss of the socket is its cause. */
const SAME_EVENT_MS = 60_000;
