/** Reconnection: what a call tells while it mends itself, and faults made on purpose. */
import { $, addTile, list, newStreamID, onClick, runForm, say, watch, write } from '../topic.js';

let engine;
let localStream;
let lostAt;
const tiles = new Map(); // streamID → tile

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  await engine.loginRoom(roomID, access.token, user, { userUpdate: true });
  localStream = await engine.createZegoStream();
  localStream.playVideo(addTile(say('You', '您自己')).querySelector('.picture'), { mirror: true, objectFit: 'cover' });
  engine.startPublishingStream(newStreamID('camera'), localStream);
}

function createEngine({ appID, server }) {
  const engine = new ZegoExpressEngine(appID, server);
  // #region states
  engine.on('roomStateChanged', (_roomID, reason, errorCode) => {
    if (reason === 'RECONNECTING') showBanner('Connection lost, reconnecting …', '连接中断，正在重连……');
    if (reason === 'RECONNECTED') hideBanner(); // streams are back, or on their way: nothing to do
    if (reason === 'RECONNECT_FAILED') showBanner('The connection could not be restored.', '无法恢复连接。');
    // Somebody ended this on purpose: never log in again by yourself here.
    if (reason === 'KICKOUT') showBanner(`You were removed (${errorCode}).`, `您已被移出（${errorCode}）。`);
  });
  // Streams are repaired one by one: requesting, then live again.
  engine.on('publisherStateUpdate', ({ state }) => state === 'PUBLISHING' && showRepair());
  engine.on('playerStateUpdate', ({ state }) => state === 'PLAYING' && showRepair());
  // #endregion
  engine.on('roomStreamUpdate', onStreams);
  watch(engine, ['publisherStateUpdate', 'playerStateUpdate', 'roomUserUpdate', 'roomStreamUpdate']);
  return engine;
}

// #region rehearse
const rehearse = (scenario, more = {}) =>
  engine.callExperimentalAPI({ method: 'simulateScenario', params: { scenario, ...more } });
// #endregion

for (const [scenario, more] of Object.entries({
  socketDrop: {},
  resumeFailure: {},
  workerDeath: {},
  serverLeaving: { retryAfterMs: 1000 },
})) {
  onClick(scenario, async () => {
    lostAt = performance.now();
    await rehearse(scenario, more);
    list('rehearsal', scenario);
  });
}

onClick('upload', async () => {
  // #region log
  await engine.uploadLog();
  // #endregion
  list('uploadLog', say('handed in', '已上传'));
});

function showBanner(en, zh) {
  lostAt ??= performance.now();
  $('banner').hidden = false;
  write($('banner'), en, zh);
}

function hideBanner() {
  $('banner').hidden = true;
  showRepair();
}

/** How long it took, from the button or the first sign of a fault. */
function showRepair() {
  if (lostAt === undefined) return;
  const ms = Math.round(performance.now() - lostAt);
  write($('took'), `Mended after ${ms} ms.`, `${ms} 毫秒后恢复。`);
  $('took').dataset.ms = String(ms);
  lostAt = undefined;
}

async function onStreams(_roomID, updateType, streams) {
  if (updateType === 'ADD') await Promise.all(streams.map(play));
  else for (const { streamID } of streams) stopPlaying(streamID);
}

async function play({ streamID, user }) {
  const tile = addTile(user.userName);
  tiles.set(streamID, tile);
  try {
    const stream = await engine.startPlayingStream(streamID);
    engine.createRemoteStreamView(stream).play(tile.querySelector('.picture'), { objectFit: 'cover' });
  } catch {
    if (tiles.get(streamID) === tile) stopPlaying(streamID); // gone in the meantime
  }
}

function stopPlaying(streamID) {
  engine.stopPlayingStream(streamID);
  tiles.get(streamID)?.remove();
  tiles.delete(streamID);
}

function leave() {
  engine.logoutRoom();
  if (localStream) engine.destroyStream(localStream);
  localStream = undefined;
  tiles.clear();
  $('tiles').replaceChildren();
}

runForm({ join, leave });
