/** Runs in the page before any script of it: what a browser promises to do some time, it does later. Uses nothing from outside itself. */
export function hesitateInPage({ seed, makePauses }: { seed: number; makePauses: string }): void {
  const pause = (new Function(`return (${makePauses})`)() as (seed: number) => (most: number) => number)(seed);
  const wait = (most: number) => new Promise<void>((over) => setTimeout(over, pause(most)));

  const late = (
    owner: object | undefined,
    name: string,
    { before = 0, after = 0 }: { before?: number; after?: number },
  ): void => {
    const native: unknown = owner && Reflect.get(owner, name);
    if (!owner || typeof native !== 'function') return;
    Reflect.set(owner, name, async function (this: unknown, ...args: unknown[]) {
      if (before > 0) await wait(before);
      const answer: unknown = await Reflect.apply(native, this, args);
      if (after > 0) await wait(after);
      return answer;
    });
  };
  late(window.MediaDevices?.prototype, 'getUserMedia', { after: 600 });
  late(window.MediaDevices?.prototype, 'getDisplayMedia', { after: 600 });
  late(window.MediaDevices?.prototype, 'enumerateDevices', { after: 100 });
  for (const name of ['createOffer', 'createAnswer', 'setLocalDescription']) {
    late(window.RTCPeerConnection?.prototype, name, { after: 150 });
  }
  // Whoever waits for it goes on in the same task in which its tracks come: only then is a receiver new enough for a transform.
  late(window.RTCPeerConnection?.prototype, 'setRemoteDescription', { before: 150 });

  const { send, close } = WebSocket.prototype;
  type Data = Parameters<typeof send>[0];
  const waiting = new Map<WebSocket, Data[]>();
  let leaving = false;

  const sendNext = (socket: WebSocket): void => {
    const all = waiting.get(socket) ?? [];
    const [data] = all.splice(0, 1);
    if (all.length === 0) waiting.delete(socket);
    // What was still to be sent when the line broke is lost, as on a real one.
    if (data !== undefined && socket.readyState === WebSocket.OPEN) Reflect.apply(send, socket, [data]);
  };
  const sendInTurn = async (socket: WebSocket): Promise<void> => {
    while (waiting.has(socket)) {
      await wait(400);
      sendNext(socket);
    }
  };
  const sendAll = (socket: WebSocket): void => {
    while (waiting.has(socket)) sendNext(socket);
  };
  WebSocket.prototype.send = function (this: WebSocket, data) {
    if (leaving || this.readyState !== WebSocket.OPEN) return Reflect.apply(send, this, [data]);
    const before = waiting.get(this);
    if (before) return void before.push(data);
    waiting.set(this, [data]);
    void sendInTurn(this);
  };
  // What was sent before it was closed is sent, and what a page says as it goes: a browser takes both over from it at once.
  WebSocket.prototype.close = function (this: WebSocket, ...args) {
    sendAll(this);
    Reflect.apply(close, this, args);
  };
  const leave = (): void => {
    leaving = true;
    for (const socket of [...waiting.keys()]) sendAll(socket);
  };
  for (const page of new Set<Window>([window, window.parent])) {
    try {
      page.addEventListener('pagehide', leave);
    } catch {
      // A frame of another site's page.
    }
  }
  window.addEventListener('pageshow', () => {
    leaving = false;
  });
}
