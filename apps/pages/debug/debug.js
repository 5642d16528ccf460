/**
 * The debugging page: every step of a call by hand, and all that the SDK says about it.
 * Tokens never get into the log or into the report.
 */
import { getAccess, startKey } from '/samples/shared/access.js';
import { write } from '/samples/shared/language.js';
import { Statistics } from './statistics.js';

const $ = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.search);
const LOG_LINES = 500;

const statistics = new Statistics($('statistics'));
const offered = new Map(); // streamID → userID, streams of the room
const shown = new Map(); // streamID → tile
const lines = []; // the log, for the report
let engine;
let local; // { streamID, stream }
let loggedIn = false;

const unique = () => crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
$('room').value = wanted.get('room') ?? 'lobby';
$('user').value = wanted.get('user') ?? `debug-${unique()}`;
$('app-id').value = wanted.get('app') ?? '';
$('server').value = wanted.get('server') ?? `${location.origin.replace(/^http/, 'ws')}/signalling`;
takeToken();
$('publish-id').value = `debug-${unique()}`;
if (startKey())
  write($('token-hint'), 'Empty AppID and token: filled in with the start key.', 'AppID 和 Token 留空时，将用启动密钥自动填写。');
else
  write(
    $('token-hint'),
    'On the server: npx liuyun token --app APPID --user USERID',
    '在服务器上：npx liuyun token --app APPID --user USERID',
  );

/** The console's link brings a token in its fragment; it does not stay in the address bar, nor in the history. */
function takeToken() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get('token');
  if (!token) return;
  $('token').value = token;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
}

// --- 1 · Log in ------------------------------------------------------------------------------------------------------

async function login() {
  const roomID = $('room').value;
  const userID = $('user').value;
  let token = $('token').value.trim();
  if (!token && startKey()) {
    const access = await getAccess({ userID, roomID });
    $('app-id').value = access.appID;
    $('server').value = access.server;
    token = access.token;
  }
  engine?.destroyEngine();
  engine = createEngine(Number($('app-id').value), $('server').value.trim());
  await call('loginRoom', engine.loginRoom(roomID, token, { userID, userName: userID }, { userUpdate: true }), {
    roomID,
    userID,
  });
}

function createEngine(appID, server) {
  const engine = new ZegoExpressEngine(appID, server);
  engine.setDebugVerbose(false);
  engine.setEngineConfig?.({ publishQualityInterval: 1000, playQualityInterval: 1000 });
  for (const event of [
    'roomStateChanged',
    'roomUserUpdate',
    'roomStreamUpdate',
    'roomOnlineUserCountUpdate',
    'streamExtraInfoUpdate',
    'publisherStateUpdate',
    'playerStateUpdate',
    'remoteCameraStatusUpdate',
    'remoteMicStatusUpdate',
    'tokenWillExpire',
    'deviceError',
    'screenSharingEnded',
    'IMRecvBroadcastMessage',
    'IMRecvBarrageMessage',
    'IMRecvCustomCommand',
  ]) {
    engine.on(event, (...detail) => log(event, detail, isBad(event, detail)));
  }
  engine.on('roomStateChanged', onRoomState);
  engine.on('roomStreamUpdate', onStreams);
  engine.on('publisherStateUpdate', onPublisherState);
  engine.on('playerStateUpdate', ({ streamID, state }) => statistics.state(streamID, state));
  engine.on('publishQualityUpdate', (streamID, stats) => statistics.show(streamID, stats));
  engine.on('playQualityUpdate', (streamID, stats) => statistics.show(streamID, stats));
  log('engine', { appID, server, version: engine.getVersion?.() });
  return engine;
}

function isBad(event, [first, second, third]) {
  if (event === 'roomStateChanged')
    return ['LOGIN_FAILED', 'RECONNECTING', 'RECONNECT_FAILED', 'KICKOUT'].includes(second) || third > 0;
  return event === 'deviceError' || first?.errorCode > 0;
}

function onRoomState(_roomID, reason, errorCode) {
  loggedIn = ['LOGINED', 'RECONNECTING', 'RECONNECTED'].includes(reason);
  $('room-state').textContent = errorCode ? `${reason} ${errorCode}` : reason;
  $('room-state').dataset.state =
    reason.startsWith('LOGINED') || reason === 'RECONNECTED'
      ? 'good'
      : reason.endsWith('ING')
        ? 'busy'
        : reason === 'LOGOUT'
          ? ''
          : 'bad';
  $('login').disabled = loggedIn;
  $('logout').disabled = !loggedIn;
  $('play').disabled = !loggedIn;
  $('publish').disabled = !loggedIn || Boolean(local);
  if (!loggedIn && !reason.endsWith('ING')) {
    stopCapture();
    for (const streamID of [...shown.keys()]) removePicture(streamID);
    offered.clear();
    statistics.clear();
    drawStreams();
  }
}

// --- 2 · Publish -----------------------------------------------------------------------------------------------------

async function publish() {
  const bitrate = Number($('bitrate').value);
  const video = $('with-camera').checked && { quality: Number($('quality').value) };
  const audio = $('with-microphone').checked;
  const stream = await call('createZegoStream', engine.createZegoStream({ camera: { video, audio }, videoBitrate: bitrate }), {
    video,
    audio,
    bitrate,
  });
  const streamID = $('publish-id').value.trim();
  const started = engine.startPublishingStream(streamID, stream, { videoCodec: $('codec').value });
  log('startPublishingStream', { streamID, videoCodec: $('codec').value, answer: started }, !started);
  if (!started) return engine.destroyStream(stream);
  local = { streamID, stream };
  stream.playVideo(addPicture(streamID, streamID), { mirror: true });
  $('publish').disabled = true;
  $('unpublish').disabled = false;
}

function unpublish() {
  log('stopPublishingStream', engine.stopPublishingStream(local.streamID));
  stopCapture();
}

function stopCapture() {
  if (!local) return;
  engine.destroyStream(local.stream);
  removePicture(local.streamID);
  statistics.remove(local.streamID);
  local = undefined;
  $('publish').disabled = !loggedIn;
  $('unpublish').disabled = true;
}

function onPublisherState({ streamID, state, errorCode }) {
  $('publish-state').textContent = errorCode ? `${state} ${errorCode}` : state;
  $('publish-state').dataset.state =
    state === 'PUBLISHING' ? 'good' : state === 'PUBLISH_REQUESTING' ? 'busy' : errorCode ? 'bad' : '';
  statistics.state(streamID, state);
  if (state === 'NO_PUBLISH' && errorCode && local?.streamID === streamID) stopCapture();
}

// --- 3 · Play --------------------------------------------------------------------------------------------------------

function onStreams(_roomID, updateType, streamList) {
  for (const { streamID, user } of streamList) {
    if (updateType === 'ADD') offered.set(streamID, user.userID);
    else {
      offered.delete(streamID);
      if (shown.has(streamID)) stop(streamID);
    }
  }
  drawStreams();
}

async function play(streamID) {
  const stream = await call('startPlayingStream', engine.startPlayingStream(streamID), { streamID });
  const view = engine.createRemoteStreamView(stream);
  view.play(addPicture(streamID, offered.get(streamID) ?? streamID));
  drawStreams();
}

function stop(streamID) {
  engine.stopPlayingStream(streamID);
  log('stopPlayingStream', { streamID });
  removePicture(streamID);
  statistics.remove(streamID);
  drawStreams();
}

function drawStreams() {
  $('stream-ids').replaceChildren(...[...offered.keys()].map((streamID) => new Option(streamID)));
  $('streams').replaceChildren(
    ...[...new Set([...offered.keys(), ...shown.keys()])]
      .filter((streamID) => streamID !== local?.streamID)
      .map((streamID) => {
        const item = document.createElement('li');
        const id = document.createElement('span');
        id.className = 'id';
        id.textContent = streamID;
        id.title = offered.get(streamID) ?? '';
        const button = document.createElement('button');
        button.className = 'button small';
        const playing = shown.has(streamID);
        if (playing) write(button, 'Stop', '停止');
        else write(button, 'Play', '拉流');
        button.addEventListener('click', () => (playing ? stop(streamID) : attempt(() => play(streamID))));
        item.append(id, button);
        return item;
      }),
  );
}

function addPicture(streamID, name) {
  const tile = document.createElement('figure');
  tile.className = 'tile';
  tile.innerHTML = '<div class="picture"></div><figcaption class="name"></figcaption>';
  tile.querySelector('.name').textContent = name;
  $('pictures').append(tile);
  shown.set(streamID, tile);
  return tile.querySelector('.picture');
}

function removePicture(streamID) {
  shown.get(streamID)?.remove();
  shown.delete(streamID);
}

// --- The log ---------------------------------------------------------------------------------------------------------

function log(what, detail, bad = false) {
  const line = { time: new Date().toISOString().slice(11, 23), what, detail: JSON.stringify(detail) ?? '' };
  lines.push(line);
  if (lines.length > LOG_LINES) lines.shift();
  const item = document.createElement('li');
  item.toggleAttribute('data-bad', bad);
  for (const [tag, name, text] of [
    ['time', '', line.time],
    ['span', 'what', line.what],
    ['span', 'detail', line.detail],
  ]) {
    const part = document.createElement(tag);
    part.className = name;
    part.textContent = text;
    item.append(part);
  }
  $('log').prepend(item);
  if ($('log').children.length > LOG_LINES) $('log').lastElementChild.remove();
}

/** Logs how a promise of the SDK ended and hands its value on. */
async function call(what, promise, detail) {
  const began = performance.now();
  try {
    const value = await promise;
    log(what, { ...detail, ms: Math.round(performance.now() - began) });
    return value;
  } catch (error) {
    log(
      what,
      { ...detail, errorCode: error.errorCode ?? error.code, extendedData: error.extendedData ?? error.msg ?? error.message },
      true,
    );
    throw new Logged(error);
  }
}

class Logged extends Error {}

async function attempt(action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Logged) && error.message !== 'cancelled') log('error', String(error.message ?? error), true);
  }
}

function report() {
  return [
    `Liuyun debugging report, ${new Date().toISOString()}`,
    `SDK ${engine?.getVersion?.() ?? ZegoExpressEngine.version}, ${navigator.userAgent}`,
    `AppID ${$('app-id').value}, room ${JSON.stringify($('room').value)}, user ${JSON.stringify($('user').value)}, state ${$('room-state').textContent}`,
    '',
    statistics.text(),
    '',
    ...lines.map(({ time, what, detail }) => `${time} ${what} ${detail}`),
  ].join('\n');
}

const onSubmit = (id, action) =>
  $(id).addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(action);
  });
onSubmit('login-form', login);
onSubmit('publish-form', publish);
onSubmit('play-form', () => play($('play-id').value.trim()));
$('logout').addEventListener('click', () => engine.logoutRoom($('room').value));
$('unpublish').addEventListener('click', unpublish);
$('clear').addEventListener('click', () => {
  lines.length = 0;
  $('log').replaceChildren();
});
$('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(report());
  write($('copy'), 'Copied', '已复制');
  setTimeout(() => write($('copy'), 'Copy report', '复制报告'), 2000);
});
