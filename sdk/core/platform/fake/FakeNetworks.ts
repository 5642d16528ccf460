import type { FreshConnections, Networks } from '../Platform.ts';

/** The machine's networks in a test's hand. */
export class FakeNetworks implements Networks {
  /** Whether there is one of which the page's connections have not heard. */
  news = false;
  /** A page in which no frame can be made. */
  frames = true;
  /** How long looking takes. */
  looking: () => Promise<void> = () => Promise.resolve();
  asked = 0;
  made = 0;
  released = 0;
  #gone: () => void = () => undefined;

  async unheard(): Promise<boolean> {
    this.asked++;
    await this.looking();
    return this.news;
  }

  fresh(gone: () => void): FreshConnections | undefined {
    if (!this.frames) return undefined;
    this.made++;
    this.#gone = gone;
    const RTCPeerConnection = class {} as unknown as FreshConnections['RTCPeerConnection'];
    return { RTCPeerConnection, release: () => void this.released++ };
  }

  /** Somebody takes the newest connections away. */
  takeAway(): void {
    this.#gone();
  }
}
