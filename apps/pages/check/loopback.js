/** A call with oneself through the cloud: does media get through, how, and how fast? */
import { getAccess } from '/samples/shared/access.js';

const GIVE_UP_MS = 12_000;

/** `{ firstFrameMs, protocol }` of a call between two engines of this page; rejects if no picture arrives in time. */
export async function loopback({ tcpOnly, place }) {
  const roomID = `check-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
  const connections = watchConnections();
  const drawing = draw();
  const engines = [];
  const login = async (name) => {
    const userID = `${name}-${roomID}`;
    const { appID, server, token } = await getAccess({ userID, roomID });
    const engine = new ZegoExpressEngine(appID, server);
    engines.push(engine);
    engine.setDebugVerbose(false);
    if (tcpOnly) engine.setEngineConfig({ tcpOnly });
    const streamAdded = new Promise((resolve) => {
      engine.on('roomStreamUpdate', (_room, change, list) => change === 'ADD' && resolve(list[0].streamID));
    });
    await engine.loginRoom(roomID, token, { userID, userName: name }, { userUpdate: false });
    return { engine, streamAdded };
  };

  let timer;
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), GIVE_UP_MS);
  });
  try {
    return await Promise.race([
      tooLate,
      (async () => {
        const [sender, receiver] = await Promise.all([login('sender'), login('receiver')]);
        const local = await sender.engine.createZegoStream({ custom: { video: { source: drawing.stream } } });
        sender.engine.startPublishingStream(`${roomID}_stream`, local);
        const streamID = await receiver.streamAdded;
        const began = performance.now();
        const remote = await receiver.engine.startPlayingStream(streamID);
        await firstFrame(remote, place);
        return { firstFrameMs: Math.round(performance.now() - began), protocol: await connections.protocol() };
      })(),
    ]);
  } finally {
    clearTimeout(timer);
    for (const engine of engines) engine.destroyEngine();
    drawing.stop();
    connections.stop();
    place.replaceChildren();
  }
}

function firstFrame(stream, place) {
  const video = document.createElement('video');
  video.muted = video.autoplay = video.playsInline = true;
  video.srcObject = stream;
  place.append(video);
  return new Promise((resolve) => {
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(resolve);
    else video.addEventListener('loadeddata', resolve, { once: true });
  });
}

/** A moving picture that needs no camera. */
function draw() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  const pen = canvas.getContext('2d');
  let step = 0;
  const timer = setInterval(() => {
    step += 7;
    pen.fillStyle = `hsl(${step} 60% 50%)`;
    pen.fillRect(0, 0, 320, 240);
    pen.fillStyle = '#fff';
    pen.fillRect(step % 320, 90, 60, 60);
  }, 66);
  return { stream: canvas.captureStream(15), stop: () => clearInterval(timer) };
}

/** Remembers the connections opened from now on, to ask one of them which way it took. */
function watchConnections() {
  const Native = RTCPeerConnection;
  const opened = [];
  globalThis.RTCPeerConnection = class extends Native {
    constructor(...args) {
      super(...args);
      opened.push(this);
    }
  };
  return {
    stop: () => {
      globalThis.RTCPeerConnection = Native;
    },
    async protocol() {
      for (const connection of opened) {
        const report = await connection.getStats();
        for (const entry of report.values()) {
          if (entry.type !== 'transport' || !entry.selectedCandidatePairId) continue;
          const pair = report.get(entry.selectedCandidatePairId);
          const candidate = pair && report.get(pair.localCandidateId);
          if (candidate && pair.bytesReceived > 0) return candidate.protocol;
        }
      }
      return '?';
    },
  };
}
