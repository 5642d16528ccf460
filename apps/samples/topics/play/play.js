/** Playing: views, sound only, volume, speaker, snapshots, and what happens when the browser blocks sound. */
import { $, addTile, explain, list, onClick, runForm, watch } from '../topic.js';

let engine;
const playing = new Map(); // streamID → { tile, view }

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  await engine.loginRoom(roomID, access.token, user, { userUpdate: true });
  await listSpeakers();
}

function createEngine({ appID, server }) {
  const engine = new ZegoExpressEngine(appID, server);
  engine.on('roomStreamUpdate', async (_roomID, updateType, streamList) => {
    if (updateType === 'ADD') await Promise.all(streamList.map(play));
    else for (const { streamID } of streamList) stopPlaying(streamID);
  });
  engine.on('remoteCameraStatusUpdate', (streamID, status) => {
    playing.get(streamID)?.tile.setAttribute('data-camera', status);
  });
  watch(engine, ['roomStreamUpdate', 'playerStateUpdate', 'remoteCameraStatusUpdate', 'remoteMicStatusUpdate']);
  return engine;
}

// #region play
async function play({ streamID, user }) {
  const tile = addTile(user.userName);
  try {
    const remoteStream = await engine.startPlayingStream(streamID);
    const view = engine.createRemoteStreamView(remoteStream);
    playing.set(streamID, { tile, view });
    // If the browser blocks sound until somebody clicks, the SDK asks for that click by itself.
    // With enableAutoplayDialog: false you do it: on 'autoplayFailed' show a button that calls view.resume().
    view.on('autoplayFailed', () => list('autoplayFailed', streamID));
    view.play(tile.querySelector('.picture'), { objectFit: $('fit').value, mirror: $('mirror').checked });
  } catch (error) {
    tile.remove(); // 1004002: the publisher has gone in the meantime
    list('error', error.errorCode, streamID);
  }
}

function stopPlaying(streamID) {
  engine.stopPlayingStream(streamID); // empties the view
  playing.get(streamID)?.tile.remove();
  playing.delete(streamID);
}
// #endregion

// #region change
// Sound only: the picture is not received any more, which saves bandwidth. The view stays.
$('audio-only').addEventListener('change', ({ target }) => engine.muteAllPlayVideoStreams(target.checked));
$('quiet').addEventListener('change', ({ target }) => engine.muteAllPlayAudioStreams(target.checked));

// These belong to the view: nothing changes in what is received.
$('volume').addEventListener('input', ({ target }) => {
  for (const { view } of playing.values()) view.setVolume(Number(target.value)); // 0–100
});
$('speakers').addEventListener('change', async ({ target }) => {
  for (const { view } of playing.values()) await view.useAudioOutputDevice(target.value).catch(explain);
});
for (const id of ['fit', 'mirror']) {
  $(id).addEventListener('change', () => {
    for (const { tile, view } of playing.values()) {
      view.play(tile.querySelector('.picture'), { objectFit: $('fit').value, mirror: $('mirror').checked });
    }
  });
}
onClick('snapshot', () => {
  for (const { view } of playing.values()) {
    const picture = new Image();
    picture.src = view.takeStreamSnapshot({ imageType: 'image/jpeg', quality: 0.9 }); // a data: address
    picture.alt = '';
    addTile(new Date().toLocaleTimeString(), $('snapshots')).querySelector('.picture').append(picture);
  }
});
// #endregion

async function listSpeakers() {
  const { speakers } = await engine.enumDevices();
  for (const { deviceID, deviceName } of speakers) {
    if (deviceName) $('speakers').add(new Option(deviceName, deviceID));
  }
}

function leave() {
  for (const streamID of [...playing.keys()]) stopPlaying(streamID);
  engine.logoutRoom();
}

runForm({ join, leave });
