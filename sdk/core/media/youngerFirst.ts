/** Far more than what lies between the candidates of one offer, so that the order among them stays. */
const STEP = 2 ** 20;
/** Beyond this the other side's candidates would be worth more than the browser's own TCP ones, and pairs be compared by those. */
const MOST_STEPS = 400;

/**
 * Makes what `create` makes of RTCPeerConnection leave an old path for a new one at once after an ICE restart. A browser
 * keeps to the pair of the higher priority (RFC 8445 §6.1.2.3) until that one has been silent for 2.5 s or more, and
 * the dead pair, UDP, is worth more than the new one over TCP or another network. So with every restart the server's
 * candidates are given a little more priority than before: no pair of an earlier generation outranks a later one.
 * `Native`: of which kind they are.
 */
export function youngerFirst<T>(create: () => T, Native = globalThis.RTCPeerConnection): T {
  const before = globalThis.RTCPeerConnection;
  if (typeof Native !== 'function') return create();
  globalThis.RTCPeerConnection = class extends Native {
    readonly #generations = new Generations();
    override setRemoteDescription(description?: RTCSessionDescriptionInit): Promise<void> {
      const sdp = description?.sdp;
      if (!description || !sdp) return super.setRemoteDescription(description as RTCSessionDescriptionInit);
      return super.setRemoteDescription({ type: description.type, sdp: this.#generations.raise(sdp) });
    }
  };
  try {
    return create();
  } finally {
    globalThis.RTCPeerConnection = before;
  }
}

/** Counts the ICE restarts of one connection by the server's user name, which is another one after each. */
export class Generations {
  #ufrag: string | undefined;
  #steps = -1;

  /** The description with candidates of this generation's priority. */
  raise(sdp: string): string {
    const ufrag = /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
    if (ufrag !== this.#ufrag) this.#steps++;
    this.#ufrag = ufrag;
    const more = STEP * Math.min(Math.max(0, this.#steps), MOST_STEPS);
    return sdp.replaceAll(
      /^(a=candidate:\S+ \d+ \S+ )(\d+)/gm,
      (_, before: string, priority: string) => `${before}${Number(priority) + more}`,
    );
  }
}
