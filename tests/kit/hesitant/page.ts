/** Runs in the page before any script of it: what a browser promises to do some time, it does later. Uses nothing from outside itself. */
export function hesitateInPage({ seed, makePauses }: { seed: number; makePauses: string }): void {
  const pause = (new Function(`return (${makePauses})`)() as (seed: number) => (most: number) => number)(seed);
  const wait = (most: number) => new Promise<void>((over) => setTimeout(over, pause(most)));

  const late = (owner: object | undefined, name: string, most: number): void => {
    const native: unknown = owner && Reflect.get(owner, name);
    if (!owner || typeof native !== 'function') return;
    Reflect.set(owner, name, async function (this: unknown, ...args: unknown[]) {
      const answer: unknown = await Reflect.apply(native, this, args);
      await wait(most);
      return answer;
    });
  };
  late(window.MediaDevices?.prototype, 'getUserMedia', 600);
  late(window.MediaDevices?.prototype, 'getDisplayMedia', 600);
  late(window.MediaDevices?.prototype, 'enumerateDevices', 100);
  for (const name of ['createOffer', 'createAnswer', 'setLocalDescription', 'setRemoteDescription']) {
    late(window.RTCPeerConnection?.prototype, name, 150);
  }

  const send = WebSocket.prototype.send;
  const tails = new WeakMap<WebSocket, Promise<void>>();
  WebSocket.prototype.send = function (this: WebSocket, data) {
    const behind = (tails.get(this) ?? Promise.resolve()).then(() => wait(400));
    const sent = behind.then(() => {
      // What was still to be sent when it closed is lost, as on a real line.
      if (this.readyState === WebSocket.OPEN) Reflect.apply(send, this, [data]);
    });
    tails.set(this, sent);
  };
}
