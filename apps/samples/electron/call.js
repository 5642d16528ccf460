// The renderer: a video call and a shared screen. The script before this one leaves the engine and the definitions.
const engine = window.ZegoExpressEngine;
const { ZegoPublishChannel, ZegoRoomStateChangedReason, ZegoScenario, ZegoUpdateType, ZegoVideoSourceType, ZegoViewMode } =
  window.ZegoExpressDefines;

const $ = (id) => document.getElementById(id);
const say = (text) => {
  $('status').textContent = text;
};
const tiles = new Map();
let user;
let room;
let screen;

$('join').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = Object.fromEntries(new FormData(event.target));
  user = form.user;
  room = form.room;
  try {
    // `server` is where your cloud is. With an AppSign instead of a token: `appSign`.
    await engine.createEngine({ appID: Number(form.appID), appSign: '', scenario: ZegoScenario.Default, server: form.server });
  } catch (error) {
    return say(`The engine could not be made: ${error}`);
  }
  // The outcome comes as onRoomStateChanged; what is published right away waits for it.
  engine.loginRoom(room, { userID: user, userName: user }, { token: form.token, isUserStatusNotify: true });
  engine.startPreview({ canvas: $('local'), viewMode: ZegoViewMode.AspectFill });
  engine.startPublishingStream(`${user}-camera`);
  $('join').hidden = true;
  $('call').hidden = false;
});

engine.on('onRoomStateChanged', ({ reason, errorCode }) => {
  const name = Object.keys(ZegoRoomStateChangedReason).find((key) => ZegoRoomStateChangedReason[key] === reason);
  say(errorCode === 0 ? name : `${name} (${errorCode})`);
  const over = [
    ZegoRoomStateChangedReason.LoginFailed,
    ZegoRoomStateChangedReason.KickOut,
    ZegoRoomStateChangedReason.ReconnectFailed,
  ];
  if (over.includes(reason)) leave();
});

engine.on('onRoomStreamUpdate', ({ updateType, streamList }) => {
  for (const { streamID, user: from } of streamList) {
    if (updateType === ZegoUpdateType.Add) play(streamID, from.userName);
    else stop(streamID);
  }
});

engine.on('onLocalDeviceExceptionOccurred', ({ deviceType }) => {
  say(`${deviceType === 1 ? 'The camera' : 'The microphone'} cannot be used.`);
});

function play(streamID, name) {
  const tile = document.createElement('figure');
  const canvas = document.createElement('canvas');
  const caption = document.createElement('figcaption');
  caption.textContent = streamID.endsWith('-screen') ? `${name}: screen` : name;
  tile.append(canvas, caption);
  $('tiles').append(tile);
  tiles.set(streamID, tile);
  // The whole screen must be seen; a face may be cut.
  const viewMode = streamID.endsWith('-screen') ? ZegoViewMode.AspectFit : ZegoViewMode.AspectFill;
  engine.startPlayingStream(streamID, { canvas, viewMode });
}

function stop(streamID) {
  engine.stopPlayingStream(streamID);
  tiles.get(streamID)?.remove();
  tiles.delete(streamID);
}

$('mic').addEventListener('click', () => {
  engine.muteMicrophone(!engine.isMicrophoneMuted());
  $('mic').textContent = engine.isMicrophoneMuted() ? 'Unmute' : 'Mute';
});

let cameraOn = true;
$('camera').addEventListener('click', () => {
  cameraOn = !cameraOn;
  engine.enableCamera(cameraOn);
  $('camera').textContent = cameraOn ? 'Camera off' : 'Camera on';
});

$('share').addEventListener('click', async () => {
  if (screen) return stopSharing();
  const sources = await engine.getScreenCaptureSources(160, 90, 16, 16);
  $('sources').replaceChildren(...sources.map(choice));
  $('sources').hidden = false;
});

function choice(source) {
  const button = document.createElement('button');
  const picture = document.createElement('img');
  if (source.thumbnailImage.buffer) picture.src = `data:image/png;base64,${source.thumbnailImage.buffer}`;
  picture.alt = '';
  button.append(picture, source.sourceName);
  button.addEventListener('click', () => share(source));
  return button;
}

function share({ sourceID, sourceType }) {
  $('sources').hidden = true;
  screen = engine.createScreenCaptureSource(sourceID, sourceType);
  screen.on('onExceptionOccurred', () => {
    say('The screen cannot be shared.');
    stopSharing();
  });
  // A second channel beside the camera's.
  engine.setVideoSource(ZegoVideoSourceType.ScreenCapture, screen.getIndex(), ZegoPublishChannel.Aux);
  engine.startPublishingStream(`${user}-screen`, null, ZegoPublishChannel.Aux);
  screen.startCapture();
  $('share').textContent = 'Stop sharing';
}

function stopSharing() {
  if (!screen) return;
  engine.stopPublishingStream(ZegoPublishChannel.Aux);
  engine.destroyScreenCaptureSource(screen);
  screen = undefined;
  $('share').textContent = 'Share a screen';
}

function leave() {
  stopSharing();
  for (const streamID of [...tiles.keys()]) stop(streamID);
  engine.destroyEngine();
  $('call').hidden = true;
  $('join').hidden = false;
}

$('leave').addEventListener('click', () => {
  leave();
  say('You have left.');
});
