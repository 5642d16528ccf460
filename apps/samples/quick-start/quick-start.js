/**
 * A video call in one file. Read it from top to bottom: that is the order in which things happen.
 *
 *   join   1 token → 2 engine → 3 listeners → 4 loginRoom → 5 camera and microphone → 6 publish
 *   others come and go: 7 play, 8 stop playing
 *   leave  9 stop publishing → release the camera → logoutRoom
 */
import { getAccess } from '../shared/access.js';
import { write } from '../shared/language.js';

const $ = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.search);

// Who I am. The userID is unique in your whole app and comes from your user database; the name is for people to read.
// The same userID twice means that the later login displaces the earlier one, so each tab makes up its own here.
const userID = wanted.get('user') ?? `guest-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
$('room').value = wanted.get('room') ?? 'lobby';
$('name').value = userID;

let engine; // one per page
let roomID; // the room we are in, or were in last
let inRoom = false;
let streamID; // what we publish
let localStream; // our camera and microphone
const playing = new Map(); // streamID → the tile that shows it

async function join() {
  roomID = $('room').value.trim();

  // 1. The token says that this user may enter this room. It comes from your own server: see shared/access.js.
  const { appID, server, token } = await getAccess({ userID, roomID });

  if (!engine) {
    // 2. The engine. Nothing connects yet.
    engine = new ZegoExpressEngine(appID, server);
    engine.setDebugVerbose(false);

    // 3. Listen before logging in, or the news about who is already there is missed.
    engine.on('roomStateChanged', onRoomState);
    engine.on('roomStreamUpdate', onStreams);
    engine.on('publisherStateUpdate', onPublisherState);
  }

  // 4. Enter the room. It is created when its first person comes.
  await engine.loginRoom(roomID, token, { userID, userName: $('name').value.trim() || userID }, { userUpdate: true });

  // 5. Camera and microphone: the browser asks for permission now. Show myself, as in a mirror.
  const stream = await engine.createZegoStream();
  if (!inRoom) return engine.destroyStream(stream); // left while the browser was asking
  localStream = stream;
  localStream.playVideo($('local-video'), { mirror: true, objectFit: 'cover' });

  // 6. Send it. `true` only means "started": whether it works comes as publisherStateUpdate.
  streamID = `${userID.replace(/[^A-Za-z0-9_-]/g, '-')}_${Date.now()}`;
  engine.startPublishingStream(streamID, localStream);
}

// Streams of the other people. The first ADD after login lists all that are there already; my own is never in it.
async function onStreams(_roomID, updateType, streamList) {
  if (updateType === 'ADD') await Promise.all(streamList.map(startPlaying));
  else for (const { streamID } of streamList) stopPlaying(streamID);
}

// 7. Play a stream: ask for it, then put it into the page.
async function startPlaying({ streamID, user }) {
  const tile = addTile(user.userName);
  playing.set(streamID, tile);
  try {
    const remoteStream = await engine.startPlayingStream(streamID);
    const view = engine.createRemoteStreamView(remoteStream);
    view.play(tile.querySelector('.picture'), { objectFit: 'cover' });
  } catch (error) {
    // The publisher may have gone in the meantime; the DELETE that says so may even have come already.
    if (playing.get(streamID) === tile) stopPlaying(streamID);
    console.info('Could not play', streamID, error);
  }
}

// 8. Stop playing it. The SDK empties its view; the tile is ours.
function stopPlaying(streamID) {
  engine.stopPlayingStream(streamID);
  playing.get(streamID)?.remove();
  playing.delete(streamID);
}

// 9. Leave. The engine stays and can join again.
function leave() {
  if (localStream) engine.stopPublishingStream(streamID);
  stopCapture(); // this is what turns the camera light off
  for (const streamID of [...playing.keys()]) stopPlaying(streamID);
  engine.logoutRoom(roomID);
}

function stopCapture() {
  if (localStream) engine.destroyStream(localStream);
  localStream = undefined;
}

// --- What the page shows ---------------------------------------------------------------------------------------------

const STATES = {
  LOGINING: ['busy', 'Logging in…', '正在登录…'],
  LOGINED: ['good', 'In the room', '已进入房间'],
  LOGIN_FAILED: ['bad', 'Login failed', '登录失败'],
  RECONNECTING: ['busy', 'Reconnecting…', '正在重连…'],
  RECONNECTED: ['good', 'In the room', '已进入房间'],
  RECONNECT_FAILED: ['bad', 'Connection lost', '连接已断开'],
  KICKOUT: ['bad', 'Removed from the room', '已被移出房间'],
  LOGOUT: ['', 'Not logged in', '未登录'],
};

function onRoomState(_roomID, reason, errorCode) {
  const [mood, en, zh] = STATES[reason] ?? ['', reason, reason];
  $('state').dataset.state = mood;
  write($('state'), errorCode ? `${en} (${errorCode})` : en, errorCode ? `${zh}（${errorCode}）` : zh);

  inRoom = ['LOGINED', 'RECONNECTING', 'RECONNECTED'].includes(reason);
  $('join').hidden = inRoom;
  $('leave').hidden = !inRoom;
  $('room').disabled = $('name').disabled = inRoom;
  if (reason === 'KICKOUT' || reason === 'RECONNECT_FAILED') {
    // The SDK has stopped everything; the camera is still ours to release.
    stopCapture();
    for (const streamID of [...playing.keys()]) stopPlaying(streamID);
  }
}

function onPublisherState({ state, errorCode }) {
  $('local').dataset.publishing = state;
  if (state === 'NO_PUBLISH' && errorCode) {
    complain(`Others cannot see you: publishing failed (${errorCode}).`, `别人看不到您：推流失败（${errorCode}）。`);
  }
}

function addTile(name) {
  const tile = document.createElement('figure');
  tile.className = 'tile remote';
  tile.innerHTML = '<div class="picture"></div><figcaption class="name"></figcaption>';
  tile.querySelector('.name').textContent = name;
  $('tiles').append(tile);
  return tile;
}

function complain(en, zh) {
  write($('message'), en, zh);
  $('message').hidden = false;
}

// Every failure has a number; docs/errors.md says what each one means and what to do.
function explain(error) {
  const code = error.errorCode ?? error.code;
  if (code === 1103064) return complain('Please allow camera and microphone (1103064).', '请允许使用摄像头和麦克风（1103064）。');
  if (code === 1103065) return complain('Another program is using the camera (1103065).', '摄像头正被其他程序占用（1103065）。');
  const text = error.extendedData || error.msg || error.message || '';
  complain(`That did not work: ${text} (${code ?? error.name})`, `没有成功：${text}（${code ?? error.name}）`);
}

$('join-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  $('join').disabled = true;
  $('message').hidden = true;
  try {
    await join();
  } catch (error) {
    if (error.message !== 'cancelled') explain(error);
  }
  $('join').disabled = false;
});
$('leave').addEventListener('click', leave);
