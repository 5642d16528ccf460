/** Quality: figures of both directions, grades of every network, voices, and trouble as it begins and ends. */
import { $, addTile, newStreamID, runForm, say, userID, watch } from '../topic.js';

let engine;
let localStream;
let streamID;
const views = new Map(); // streamID → { tile, user }
const people = new Map(); // userID → { name, up, down, level }
const points = { sent: [], got: [] }; // kbit/s, one a second
const KEPT = 60;
const GRADES = [
  ['excellent', '优'],
  ['good', '良'],
  ['middle', '中'],
  ['poor', '差'],
  ['dead', '断'],
]; // −1 is unknown

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  await engine.loginRoom(roomID, access.token, user, { userUpdate: true });
  person(userID, user.userName);
  localStream = await engine.createZegoStream();
  localStream.playVideo(addTile(say('You', '您自己')).querySelector('.picture'), { mirror: true, objectFit: 'cover' });
  streamID = newStreamID('camera');
  engine.startPublishingStream(streamID, localStream);
}

function createEngine({ appID, server }) {
  const engine = new ZegoExpressEngine(appID, server);
  // #region figures
  engine.setEngineConfig({ publishQualityInterval: 1000, playQualityInterval: 1000 }); // ms; 3000 unless set

  engine.on('publishQualityUpdate', (_streamID, { video, audio }) => {
    draw('sent', video.videoBitrate + audio.audioBitrate); // kbit/s
    figures($('sent'), {
      [say('Picture', '画面')]: `${video.frameWidth}×${video.frameHeight}, ${Math.round(video.videoFPS)} fps`,
      [say('Codec', '编码')]: video.googCodecName,
      [say('Video', '视频')]: `${Math.round(video.videoBitrate)} kbit/s`,
      [say('Sound', '音频')]: `${Math.round(audio.audioBitrate)} kbit/s`,
      [say('Lost', '丢包')]: `${(video.videoPacketsLostRate * 100).toFixed(1)} %`, // a ratio: 0 to 1
    });
  });
  engine.on('playQualityUpdate', (_streamID, { video, audio, peerToPeerDelay }) => {
    draw('got', video.videoBitrate + audio.audioBitrate);
    figures($('got'), {
      [say('Picture', '画面')]: `${video.frameWidth}×${video.frameHeight}, ${Math.round(video.videoFPS)} fps`,
      [say('Delay', '延迟')]: peerToPeerDelay === undefined ? '–' : `${Math.round(peerToPeerDelay)} ms`,
      [say('Video', '视频')]: `${Math.round(video.videoBitrate)} kbit/s`,
      [say('Sound', '音频')]: `${Math.round(audio.audioBitrate)} kbit/s`,
      [say('Lost', '丢包')]: `${(video.videoPacketsLostRate * 100).toFixed(1)} %`,
      [say('Frozen', '卡顿')]: `${Math.round(video.videoCumulativeBreakTime)} ms`,
    });
  });
  // #endregion
  // #region people
  // Every 2 s. An empty userID is yourself; others are told while you play one of their streams.
  engine.on('networkQuality', (id, upstreamQuality, downstreamQuality) => {
    Object.assign(person(id || userID), { up: upstreamQuality, down: downstreamQuality });
    showPeople();
  });
  engine.on('capturedSoundLevelUpdate', (level) => {
    person(userID).level = level;
    showPeople();
  });
  engine.on('soundLevelUpdate', (levels) => {
    for (const { streamID, soundLevel, type } of levels) {
      if (type === 'pull' && views.has(streamID)) person(views.get(streamID).user.userID).level = soundLevel;
    }
  });
  engine.setSoundLevelDelegate(true, 1000); // ms, 500 to 3000
  // #endregion
  engine.on('roomStreamUpdate', onStreams);
  watch(engine, ['exceptionUpdate', 'remoteCameraStatusUpdate', 'remoteMicStatusUpdate', 'playerStateUpdate']);
  return engine;
}

async function onStreams(_roomID, updateType, streams) {
  if (updateType === 'ADD') await Promise.all(streams.map(play));
  else for (const { streamID } of streams) stopPlaying(streamID);
}

async function play({ streamID, user }) {
  const tile = addTile(user.userName);
  views.set(streamID, { tile, user });
  person(user.userID, user.userName);
  try {
    const stream = await engine.startPlayingStream(streamID);
    engine.createRemoteStreamView(stream).play(tile.querySelector('.picture'), { objectFit: 'cover' });
  } catch {
    if (views.get(streamID)?.tile === tile) stopPlaying(streamID); // gone in the meantime
  }
}

function stopPlaying(streamID) {
  engine.stopPlayingStream(streamID);
  const { tile, user } = views.get(streamID) ?? {};
  tile?.remove();
  people.delete(user?.userID);
  views.delete(streamID);
  showPeople();
}

function person(id, name = id) {
  if (!people.has(id)) people.set(id, { name, up: -1, down: -1, level: 0 });
  return people.get(id);
}

const grade = (value) => say(...(GRADES[value] ?? ['unknown', '未知']));

function showPeople() {
  $('people').replaceChildren(
    ...[...people.values()].map(({ name, up, down, level }) => {
      const line = document.createElement('li');
      const meter = document.createElement('meter');
      Object.assign(meter, { min: 0, max: 100, value: level, title: name });
      meter.setAttribute('aria-label', name);
      line.append(`${name}: ↑ ${grade(up)}, ↓ ${grade(down)}`, meter);
      return line;
    }),
  );
}

function figures(place, rows) {
  place.replaceChildren(
    ...Object.entries(rows).flatMap(([name, value]) => {
      const [term, text] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = name;
      text.textContent = value;
      return [term, text];
    }),
  );
}

function draw(direction, kbps) {
  points[direction].push(Number.isFinite(kbps) ? kbps : 0);
  if (points[direction].length > KEPT) points[direction].shift();
  const canvas = $('graph');
  canvas.width = canvas.clientWidth * devicePixelRatio;
  canvas.height = canvas.clientHeight * devicePixelRatio;
  const pen = canvas.getContext('2d');
  const top = Math.max(100, ...points.sent, ...points.got) * 1.15;
  pen.lineWidth = 2 * devicePixelRatio;
  for (const [name, colour] of Object.entries({ sent: '--accent', got: '--good' })) {
    pen.strokeStyle = getComputedStyle(canvas).getPropertyValue(colour);
    pen.beginPath();
    points[name].forEach((value, i) => {
      pen.lineTo((canvas.width * i) / (KEPT - 1), canvas.height * (1 - value / top));
    });
    pen.stroke();
  }
  pen.fillStyle = getComputedStyle(canvas).getPropertyValue('--muted');
  pen.font = `${12 * devicePixelRatio}px system-ui`;
  pen.fillText(`${Math.round(top)}`, 8 * devicePixelRatio, 16 * devicePixelRatio);
}

function leave() {
  if (localStream) {
    engine.stopPublishingStream(streamID);
    engine.destroyStream(localStream);
  }
  localStream = undefined;
  for (const id of [...views.keys()]) stopPlaying(id);
  people.clear();
  $('tiles').replaceChildren();
  showPeople();
  engine.logoutRoom();
}

runForm({ join, leave });
