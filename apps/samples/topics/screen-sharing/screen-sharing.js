/** Screen sharing: one more stream, marked as a screen, that may be ended by the browser's own button. */
import { $, addTile, newStreamID, onClick, runForm, say, watch, write } from '../topic.js';

let engine;
let screen; // { streamID, stream, tile } while I share
const others = new Map(); // streamID → tile

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  await engine.loginRoom(roomID, access.token, user, { userUpdate: true });
}

function createEngine({ appID, server }) {
  const engine = new ZegoExpressEngine(appID, server);
  // #region ended
  // The browser has a button of its own to stop sharing.
  engine.on('screenSharingEnded', () => stop());
  // #endregion
  engine.on('roomStreamUpdate', onStreams);
  watch(engine, ['screenSharingEnded', 'publisherStateUpdate', 'roomStreamUpdate']);
  return engine;
}

async function share() {
  stop();
  // #region share
  // Must be called from a click. Rejects with 1103042 when the person changes their mind.
  const stream = await engine.createZegoStream({
    screen: {
      video: { quality: Number($('quality').value), optimizationMode: $('hint').value },
      audio: $('with-audio').checked, // sound of the tab or of the system, not the microphone
    },
  });
  const streamID = newStreamID('screen');
  // The extra info tells the others that this is a screen and not a second person.
  engine.startPublishingStream(streamID, stream, { extraInfo: 'screen' });
  // #endregion
  const tile = addTile(say('Your screen', '您的屏幕'));
  stream.playVideo(tile.querySelector('.picture'), { objectFit: 'contain' });
  screen = { streamID, stream, tile };
  const surface = stream.getScreenDisplaySurface();
  const sound = stream.getAudioTracks().length > 0;
  show(
    `Sharing (${surface}${sound ? ', with sound' : ', no sound'}).`,
    `正在共享（${surface}${sound ? '，有声音' : '，无声音'}）。`,
  );
}

// #region stop
function stop() {
  if (!screen) return;
  engine.stopPublishingStream(screen.streamID);
  engine.destroyStream(screen.stream); // ends the capture, and the browser's notice with it
  screen.tile.remove();
  screen = undefined;
  show('Not sharing.', '未共享。');
}
// #endregion

async function onStreams(_roomID, updateType, streamList) {
  if (updateType === 'ADD') await Promise.all(streamList.map(play));
  else for (const { streamID } of streamList) stopPlaying(streamID);
}

async function play({ streamID, user, extraInfo }) {
  const tile = addTile(extraInfo === 'screen' ? say(`Screen of ${user.userName}`, `${user.userName} 的屏幕`) : user.userName);
  tile.classList.add('remote');
  others.set(streamID, tile);
  try {
    const remote = await engine.startPlayingStream(streamID);
    // 'contain': of a screen nothing may be cut off.
    engine.createRemoteStreamView(remote).play(tile.querySelector('.picture'), { objectFit: 'contain' });
  } catch {
    if (others.get(streamID) === tile) stopPlaying(streamID); // gone in the meantime
  }
}

function stopPlaying(streamID) {
  engine.stopPlayingStream(streamID);
  others.get(streamID)?.remove();
  others.delete(streamID);
}

function leave() {
  stop();
  for (const streamID of [...others.keys()]) stopPlaying(streamID);
  engine.logoutRoom();
}

const show = (en, zh) => write($('share-state'), en, zh);
runForm({ join, leave });
onClick('share', share);
onClick('stop', stop);
if (!navigator.mediaDevices?.getDisplayMedia) {
  $('share').disabled = true;
  show('This browser cannot share a screen: phones cannot.', '这个浏览器不能共享屏幕：手机浏览器都不能。');
}
