/**
 * A call with many people. What it adds to the quick start: everybody's tile, muting, devices, screen sharing, who is
 * speaking, how good each connection is, and what happens when it breaks.
 *
 * The engine's part is here; tiles.js draws, devices.js is the device dialog.
 */
import { getAccess } from '../shared/access.js';
import { write, writeAttribute } from '../shared/language.js';
import { deviceDialog } from './devices.js';
import { Tiles } from './tiles.js';

const $ = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.search);
const userID = wanted.get('user') ?? `guest-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
$('room').value = wanted.get('room') ?? 'lobby';
$('name').value = wanted.get('user') ?? '';

const tiles = new Tiles($('stage'));
const views = new Map(); // streamID → ZegoStreamView of somebody else
const others = new Map(); // userID → userName
let engine;
let roomID;
let inRoom = false;
let camera; // { streamID, stream } of my camera and microphone
let screen; // { streamID, stream } of my screen, while I share it

// --- Join and leave --------------------------------------------------------------------------------------------------

async function join() {
  roomID = $('room').value.trim();
  const userName = $('name').value.trim();
  const { appID, server, token } = await getAccess({ userID, roomID });
  engine ??= createEngine(appID, server);
  await engine.loginRoom(roomID, token, { userID, userName }, { userUpdate: true });

  const stream = await capture();
  if (!inRoom) return stream && engine.destroyStream(stream);
  if (!stream) return; // nothing to send: watch and listen
  camera = { stream, streamID: newStreamID('camera') };
  const tile = tiles.add(camera.streamID, { name: userName, isMe: true });
  const hasVideo = stream.getVideoTracks().length > 0;
  const hasAudio = stream.getAudioTracks().length > 0;
  stream.playVideo(tile.picture, { mirror: true, objectFit: 'cover' });
  $('microphone').disabled = !hasAudio;
  $('camera').disabled = !hasVideo;
  setMicrophone(hasAudio && $('with-microphone').checked);
  setCamera(hasVideo && $('with-camera').checked);
  engine.startPublishingStream(camera.streamID, stream);
}

/** Camera and microphone; without a camera the microphone alone; without either, nothing. */
async function capture() {
  try {
    return await engine.createZegoStream({ camera: { video: { quality: 2 }, audio: true } });
  } catch (noCamera) {
    try {
      const stream = await engine.createZegoStream({ camera: { video: false, audio: true } });
      toast(`No camera (${noCamera.errorCode}): others only hear you.`, `没有摄像头（${noCamera.errorCode}）：别人只能听到您。`);
      return stream;
    } catch (nothing) {
      toast(
        `No camera or microphone (${nothing.errorCode}): you can watch and listen.`,
        `没有摄像头和麦克风（${nothing.errorCode}）：您可以看和听。`,
      );
    }
  }
}

function leave() {
  stopSharing();
  if (camera) engine.stopPublishingStream(camera.streamID);
  engine.logoutRoom(roomID);
}

/** After leaving, being removed, or giving up: devices are ours to release, everything else the SDK has stopped. */
function cleanUp() {
  for (const mine of [camera, screen]) if (mine) engine.destroyStream(mine.stream);
  camera = screen = undefined;
  for (const streamID of views.keys()) engine.stopPlayingStream(streamID);
  views.clear();
  others.clear();
  tiles.clear();
  $('screen').setAttribute('aria-pressed', 'false');
}

// --- The engine and its events ---------------------------------------------------------------------------------------

function createEngine(appID, server) {
  const engine = new ZegoExpressEngine(appID, server);
  engine.setDebugVerbose(false);
  engine.on('roomStateChanged', onRoomState);
  engine.on('roomUserUpdate', onUsers);
  engine.on('roomStreamUpdate', onStreams);
  engine.on('publisherStateUpdate', ({ state, errorCode }) => {
    if (state === 'NO_PUBLISH' && errorCode) toast(`Publishing failed (${errorCode})`, `推流失败（${errorCode}）`);
  });
  engine.on('remoteCameraStatusUpdate', (streamID, status) => tiles.get(streamID)?.showVideo(status === 'OPEN'));
  engine.on('remoteMicStatusUpdate', (streamID, status) => tiles.get(streamID)?.showMicrophone(status === 'OPEN'));
  engine.on('publishQualityUpdate', onQuality);
  engine.on('playQualityUpdate', onQuality);
  engine.on('soundLevelUpdate', (levels) => {
    for (const { streamID, soundLevel } of levels) tiles.get(streamID)?.showLevel(soundLevel);
  });
  engine.on('screenSharingEnded', stopSharing); // by the browser's own "stop sharing" button
  engine.setSoundLevelDelegate(true, 500);
  return engine;
}

function onUsers(_roomID, updateType, userList) {
  for (const { userID, userName } of userList) {
    if (updateType === 'ADD') others.set(userID, userName);
    else others.delete(userID);
  }
  showPeople();
}

async function onStreams(_roomID, updateType, streamList) {
  if (updateType === 'ADD') await Promise.all(streamList.map(startPlaying));
  else for (const { streamID } of streamList) stopPlaying(streamID);
}

async function startPlaying({ streamID, user, extraInfo }) {
  const tile = tiles.add(streamID, { name: user.userName, isScreen: extraInfo === 'screen' });
  try {
    const stream = await engine.startPlayingStream(streamID);
    if (tiles.get(streamID) !== tile) return; // gone meanwhile, or begun anew
    const view = engine.createRemoteStreamView(stream);
    views.set(streamID, view);
    view.play(tile.picture, { objectFit: extraInfo === 'screen' ? 'contain' : 'cover' });
    if (stream.getVideoTracks().length === 0) tile.showVideo(false);
  } catch (error) {
    if (tiles.get(streamID) === tile) tiles.remove(streamID);
    console.info('Could not play', streamID, error);
  }
}

function stopPlaying(streamID) {
  engine.stopPlayingStream(streamID);
  views.delete(streamID);
  tiles.remove(streamID);
}

function onQuality(streamID, { video, audio, peerToPeerDelay }) {
  const grade = Math.max(video?.videoQuality ?? -1, audio?.audioQuality ?? -1);
  const figures = [
    video?.frameWidth ? `${video.frameWidth}×${video.frameHeight}, ${Math.round(video.videoFPS)} fps` : '',
    `${Math.round((video?.videoBitrate ?? 0) + (audio?.audioBitrate ?? 0))} kbit/s`,
    peerToPeerDelay ? `${Math.round(peerToPeerDelay)} ms` : '',
  ];
  tiles.get(streamID)?.showQuality(grade, figures.filter(Boolean).join(', '));
}

const STATES = {
  LOGINING: ['busy', 'Connecting…', '正在连接…'],
  LOGINED: ['good', 'Connected', '已连接'],
  LOGIN_FAILED: ['bad', 'Login failed', '登录失败'],
  RECONNECTING: ['busy', 'Reconnecting…', '正在重连…'],
  RECONNECTED: ['good', 'Connected', '已连接'],
  RECONNECT_FAILED: ['bad', 'Connection lost', '连接已断开'],
  KICKOUT: ['bad', 'Removed from the room', '已被移出房间'],
  LOGOUT: ['', 'Not logged in', '未登录'],
};

function onRoomState(_roomID, reason, errorCode) {
  const [mood, en, zh] = STATES[reason] ?? ['', reason, reason];
  $('state').dataset.state = mood;
  write($('state'), en, zh);
  inRoom = ['LOGINED', 'RECONNECTING', 'RECONNECTED'].includes(reason);
  $('entrance').hidden = inRoom;
  $('call').hidden = !inRoom;
  document.body.toggleAttribute('data-in-call', inRoom);
  if (reason === 'LOGINED') write($('where'), roomID);
  if (['LOGOUT', 'KICKOUT', 'RECONNECT_FAILED'].includes(reason)) {
    cleanUp();
    write($('where'), 'Group call', '多人通话');
  }
  if (reason === 'KICKOUT' && errorCode === 1002050) {
    complain('You joined this call somewhere else (1002050).', '您已在别处加入了通话（1002050）。');
  } else if (errorCode && !inRoom) complain(`${en} (${errorCode})`, `${zh}（${errorCode}）`);
  showPeople();
}

// --- My microphone, camera and screen --------------------------------------------------------------------------------

function setMicrophone(open) {
  engine.mutePublishStreamAudio(camera.stream, !open);
  $('microphone').setAttribute('aria-pressed', open);
  tiles.get(camera.streamID).showMicrophone(open);
}

function setCamera(open) {
  engine.mutePublishStreamVideo(camera.stream, !open);
  $('camera').setAttribute('aria-pressed', open);
  tiles.get(camera.streamID).showVideo(open);
}

async function startSharing() {
  const stream = await engine.createZegoStream({ screen: { video: { quality: 2 }, audio: true } });
  if (!inRoom) return engine.destroyStream(stream);
  screen = { stream, streamID: newStreamID('screen') };
  const tile = tiles.add(screen.streamID, { name: $('name').value, isMe: true, isScreen: true });
  stream.playVideo(tile.picture, { objectFit: 'contain' });
  // The extra info tells the others that this is a screen, and not a second person.
  engine.startPublishingStream(screen.streamID, stream, { extraInfo: 'screen' });
  $('screen').setAttribute('aria-pressed', 'true');
}

function stopSharing() {
  if (!screen) return;
  engine.stopPublishingStream(screen.streamID);
  engine.destroyStream(screen.stream);
  tiles.remove(screen.streamID);
  screen = undefined;
  $('screen').setAttribute('aria-pressed', 'false');
}

// --- The page --------------------------------------------------------------------------------------------------------

/** Unique in the whole app, made of letters, digits, - and _ only. */
function newStreamID(kind) {
  return `${userID.replace(/[^A-Za-z0-9_-]/g, '-')}_${kind}_${Date.now()}`;
}

function showPeople() {
  const count = others.size + 1;
  write($('people'), inRoom ? `${count} in the room` : '', inRoom ? `房间里有 ${count} 人` : '');
}

let toastUntil;
function toast(en, zh) {
  write($('toast'), en, zh);
  $('toast').hidden = false;
  clearTimeout(toastUntil);
  toastUntil = setTimeout(() => {
    $('toast').hidden = true;
  }, 6000);
}

function complain(en, zh) {
  write($('message'), en, zh);
  $('message').hidden = false;
}

const isOn = (button) => button.getAttribute('aria-pressed') === 'true';

$('join-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  $('join').disabled = true;
  $('message').hidden = true;
  try {
    await join();
  } catch (error) {
    if (error.message !== 'cancelled') {
      const text = `${error.extendedData || error.msg || error.message || ''} (${error.errorCode ?? error.name})`;
      complain(`That did not work: ${text}`, `没有成功：${text}`);
    }
  }
  $('join').disabled = false;
});
$('leave').addEventListener('click', leave);
$('microphone').addEventListener('click', () => camera && setMicrophone(!isOn($('microphone'))));
$('camera').addEventListener('click', () => camera && setCamera(!isOn($('camera'))));
$('screen').addEventListener('click', async () => {
  if (screen) return stopSharing();
  try {
    await startSharing();
  } catch (error) {
    if (error.errorCode !== 1103042) toast(`Cannot share (${error.errorCode})`, `无法共享屏幕（${error.errorCode}）`); // 1103042: changed their mind
  }
});
$('devices').addEventListener(
  'click',
  deviceDialog(() => ({ engine, localStream: camera?.stream, views: [...views.values()] })),
);
$('invite').addEventListener('click', async () => {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set('room', roomID);
  link.hash = location.hash; // while developing, the start key
  await navigator.clipboard.writeText(link.href);
  toast('Link copied', '链接已复制');
});
addEventListener('keydown', (event) => {
  if (!inRoom || event.target.matches('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'm') $('microphone').click();
  if (event.key === 'v') $('camera').click();
});
$('screen').hidden = !navigator.mediaDevices?.getDisplayMedia; // no phone can share its screen from a browser
if (!$('name').value) writeAttribute($('name'), 'placeholder', 'Ann', '小云');
