/** The dialog in which one chooses microphone, camera and speaker, also during the call. */
import { write } from '../shared/language.js';

const $ = (id) => document.getElementById(id);

/**
 * `call()` hands over what the dialog works on: the engine, the local stream and the views that play other people.
 */
export function deviceDialog(call) {
  // The permission was given when the call began, so the names are known.
  async function open() {
    const { engine, localStream } = call();
    const { microphones, cameras, speakers } = await engine.enumDevices();
    fill($('microphones'), microphones, localStream?.audioDeviceId);
    fill($('cameras'), cameras, localStream?.videoDeviceId);
    fill($('speakers'), speakers);
    write($('device-message'), '');
    $('device-dialog').showModal();
  }

  async function change(select, use) {
    try {
      await use(select.value);
      write($('device-message'), 'Changed.', '已切换。');
    } catch (error) {
      // The SDK keeps the device that was in use.
      write($('device-message'), `That device does not work (${error.errorCode}).`, `该设备无法使用（${error.errorCode}）。`);
    }
  }

  $('microphones').addEventListener('change', (event) =>
    change(event.target, (id) => call().engine.useAudioDevice(call().localStream, id)),
  );
  $('cameras').addEventListener('change', (event) =>
    change(event.target, (id) => call().engine.useVideoDevice(call().localStream, id)),
  );
  $('speakers').addEventListener('change', (event) =>
    change(event.target, (id) => Promise.all(call().views.map((view) => view.useAudioOutputDevice(id)))),
  );
  return open;
}

function fill(select, devices, current) {
  select.replaceChildren(
    ...devices.map(
      ({ deviceID, deviceName }, index) => new Option(deviceName || `#${index + 1}`, deviceID, false, deviceID === current),
    ),
  );
  select.disabled = devices.length === 0;
}
