/** Devices: list them, switch, see the level, notice when one is unplugged. A room is not needed for any of it. */
import { $, explain, getAccess, newStreamID, onClick, runForm, userID, watch, write } from '../topic.js';

let engine;
let localStream;

function createEngine({ appID, server }) {
  if (engine) return;
  engine = new ZegoExpressEngine(appID, server);
  watch(engine, ['videoDeviceStateChanged', 'audioDeviceStateChanged', 'deviceError']);
  // #region notices
  engine.on('videoDeviceStateChanged', () => listDevices()); // plugged in (ADD) or out (DELETE)
  engine.on('audioDeviceStateChanged', () => listDevices());
  engine.on('deviceError', (errorCode, deviceName) => {
    // 1006006: what you are using was unplugged.
    show(`${deviceName} stopped (${errorCode}).`, `${deviceName} 停止工作（${errorCode}）。`);
  });
  engine.on('capturedSoundLevelUpdate', (level) => {
    $('level').value = level; // 0–100, speech is above 10
  });
  engine.setSoundLevelDelegate(true, 500);
  // #endregion
  engine.muteMicrophone($('muted').checked);
  engine.enableAutoSwitchDevice({ camera: $('follow').checked, microphone: $('follow').checked });
}

async function open() {
  createEngine(await getAccess({ userID, roomID: $('room').value.trim() }));
  close();
  // #region open
  // Opening asks the person for permission. Names of devices are known only after that.
  localStream = await engine.createZegoStream({ camera: { video: { quality: 2 }, audio: true } });
  localStream.playVideo($('preview').querySelector('.picture'), { mirror: true, objectFit: 'cover' });
  await listDevices();
  // #endregion
  $('mirror').checked = true;
  show('Camera and microphone are open.', '摄像头和麦克风已打开。');
}

// #region list
async function listDevices() {
  const { cameras, microphones, speakers } = await engine.enumDevices();
  fill($('cameras'), cameras, localStream?.videoDeviceId);
  fill($('microphones'), microphones, localStream?.audioDeviceId);
  fill($('speakers'), speakers); // empty where the browser cannot choose one
}
// #endregion

function fill(select, devices, current) {
  select.replaceChildren(...devices.map(({ deviceID, deviceName }) => new Option(deviceName || deviceID, deviceID)));
  if (current) select.value = current;
}

// #region switch
// In place, also while publishing. If it fails, the old device goes on.
$('cameras').addEventListener('change', ({ target }) => {
  engine.useVideoDevice(localStream, target.value).catch(explain);
});
$('microphones').addEventListener('change', ({ target }) => {
  engine.useAudioDevice(localStream, target.value).catch(explain);
});
$('speakers').addEventListener('change', ({ target }) => {
  localStream.useAudioOutputDevice(target.value).catch(explain); // of a played stream: view.useAudioOutputDevice
});
$('muted').addEventListener('change', ({ target }) => engine?.muteMicrophone(target.checked));
$('follow').addEventListener('change', ({ target }) => {
  engine?.enableAutoSwitchDevice({ camera: target.checked, microphone: target.checked });
});
// #endregion
$('mirror').addEventListener('change', ({ target }) => {
  localStream?.playVideo($('preview').querySelector('.picture'), { mirror: target.checked, objectFit: 'cover' });
});

function close() {
  if (localStream) engine.destroyStream(localStream); // lets go of the devices
  localStream = undefined;
}

let streamID;
async function join({ roomID, user, access }) {
  createEngine(access);
  if (!localStream) await open();
  await engine.loginRoom(roomID, access.token, user);
  streamID = newStreamID('camera');
  engine.startPublishingStream(streamID, localStream);
}

function leave() {
  engine.stopPublishingStream(streamID);
  engine.logoutRoom();
}

const show = (en, zh) => write($('device-state'), en, zh);
runForm({ join, leave });
onClick('open', open);
