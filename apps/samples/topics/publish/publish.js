/** Publishing: what is sent, how it is encoded, and changing it while it is on the air. */
import { $, addTile, explain, newStreamID, onClick, runForm, say, watch, write } from '../topic.js';

let engine;
let localStream; // camera and microphone
let streamID; // what we publish it as
let tile; // my preview
let sound; // what can be mixed in
const others = new Map(); // streamID → tile

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  await engine.loginRoom(roomID, access.token, user, { userUpdate: true });
}

function createEngine({ appID, server }) {
  const engine = new ZegoExpressEngine(appID, server);
  // #region state
  // startPublishingStream only says that it has begun. Whether it works is told here.
  engine.on('publisherStateUpdate', ({ state, errorCode }) => {
    if (state === 'PUBLISHING') show('Others can see you.', '别人可以看到您。');
    else if (state === 'PUBLISH_REQUESTING') show('Connecting…', '正在连接…');
    else if (errorCode) show(`Publishing failed (${errorCode}).`, `推流失败（${errorCode}）。`);
    else show('Not publishing.', '未推流。');
  });
  // #endregion
  engine.on('roomStreamUpdate', onStreams);
  watch(engine, ['publisherStateUpdate', 'roomStreamUpdate', 'streamExtraInfoUpdate']);
  engine.on('streamExtraInfoUpdate', (_roomID, streams) => {
    for (const { streamID, extraInfo } of streams) others.get(streamID)?.setAttribute('data-extra', extraInfo);
  });
  engine.on('playerRecvSEI', (streamID, data) => {
    const text = new TextDecoder().decode(data);
    const name = others.get(streamID)?.querySelector('.name');
    if (name) name.textContent = `SEI: ${text}`;
  });
  return engine;
}

async function publish() {
  stop();
  // #region publish
  localStream = await engine.createZegoStream({
    camera: { video: { quality: Number($('size').value) }, audio: true },
    videoBitrate: Number($('bitrate').value), // kbit/s
  });
  tile = addTile(say('You', '您自己'));
  localStream.playVideo(tile.querySelector('.picture'), { mirror: true, objectFit: 'cover' });

  streamID = newStreamID('camera'); // unique in the whole app: letters, digits, - and _
  const accepted = engine.startPublishingStream(streamID, localStream, {
    videoCodec: $('codec').value,
    isSEIStart: true, // only if you use sendSEI
  });
  if (!accepted) show('The SDK refused it: see the console.', 'SDK 拒绝了：请看控制台。');
  // #endregion
  $('mute-audio').checked = $('mute-video').checked = $('mix').checked = false;
}

function stop() {
  if (!localStream) return;
  engine.stopPublishingStream(streamID);
  engine.destroyStream(localStream); // this turns the camera off
  localStream = undefined;
  tile?.remove();
}

function leave() {
  stop();
  for (const streamID of [...others.keys()]) stopPlaying(streamID);
  engine.logoutRoom();
}

// #region change
// All of this works while the stream is on the air.
$('mute-audio').addEventListener('change', ({ target }) => engine.mutePublishStreamAudio(localStream, target.checked));
$('mute-video').addEventListener('change', ({ target }) => engine.mutePublishStreamVideo(localStream, target.checked));
onClick('apply', () => engine.setVideoConfig(localStream, { maxBitrate: Number($('new-bitrate').value) }));
onClick('set-extra', () => engine.setStreamExtraInfo(streamID, $('extra').value));
onClick('send-sei', () => {
  const sent = engine.sendSEI(streamID, new TextEncoder().encode($('sei').value));
  if (!sent) throw new Error('sendSEI needs H264 and a running picture');
});
$('mix').addEventListener('change', ({ target }) => {
  sound ??= chime();
  if (!target.checked) return engine.stopMixingAudio(localStream, [sound]);
  sound.play().catch(explain);
  engine.startMixingAudio(localStream, [sound]);
});
// #endregion

async function onStreams(_roomID, updateType, streamList) {
  if (updateType === 'ADD') await Promise.all(streamList.map(play));
  else for (const { streamID } of streamList) stopPlaying(streamID);
}

async function play({ streamID, user }) {
  const tile = addTile(user.userName);
  tile.classList.add('remote');
  others.set(streamID, tile);
  try {
    const remote = await engine.startPlayingStream(streamID, { isSEIStart: true });
    engine.createRemoteStreamView(remote).play(tile.querySelector('.picture'), { objectFit: 'cover' });
  } catch {
    if (others.get(streamID) === tile) stopPlaying(streamID); // gone in the meantime
  }
}

function stopPlaying(streamID) {
  engine.stopPlayingStream(streamID);
  others.get(streamID)?.remove();
  others.delete(streamID);
}

const show = (en, zh) => write($('publish-state'), en, zh);

/** Two seconds of a soft tone, over and over: a WAV file made here. */
function chime() {
  const rate = 16_000;
  const view = new DataView(new ArrayBuffer(44 + rate * 4));
  const text = (at, word) => {
    for (let i = 0; i < word.length; i++) view.setUint8(at + i, word.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + rate * 4, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, rate * 4, true);
  for (let i = 0; i < rate * 2; i++) {
    const fade = Math.exp((-3 * (i % rate)) / rate);
    view.setInt16(44 + i * 2, 6000 * fade * Math.sin((2 * Math.PI * 523 * i) / rate), true);
  }
  const player = new Audio(URL.createObjectURL(new Blob([view], { type: 'audio/wav' })));
  player.loop = true;
  return player;
}

runForm({ join, leave });
onClick('publish', publish);
onClick('stop', stop);
