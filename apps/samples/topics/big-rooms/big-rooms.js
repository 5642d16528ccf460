/** Big rooms: send two sizes, play only what is seen, in the size in which it is seen. */
import { $, addTile, explain, newStreamID, runForm, say, watch, write } from '../topic.js';

let engine;
let mine; // { streamID, stream, tile }
const known = new Map(); // streamID → user: everybody's streams, played or not
const playing = new Map(); // streamID → { tile, type }

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  await engine.loginRoom(roomID, access.token, user, { userUpdate: true });
  if ($('send').checked) await publish();
}

function createEngine({ appID, server }) {
  const engine = new ZegoExpressEngine(appID, server);
  engine.on('roomStreamUpdate', (_roomID, updateType, streamList) => {
    for (const { streamID, user } of streamList) {
      if (updateType === 'ADD') known.set(streamID, user);
      else {
        known.delete(streamID);
        stopPlaying(streamID);
      }
    }
    fill();
  });
  watch(engine, ['roomStreamUpdate', 'playerStateUpdate']);
  engine.on('roomOnlineUserCountUpdate', (_roomID, count) => {
    $('count').dataset.online = count;
    showCount();
  });
  return engine;
}

async function publish() {
  // #region two-sizes
  const stream = await engine.createZegoStream({ camera: { video: { quality: 3 }, audio: true } });
  // Between creating and publishing. Whoever shows you small receives only the small picture.
  engine.setLowStreamParameter(stream, { width: 320, height: 180, frameRate: 15, bitRate: 150 });
  engine.enableDualStream(stream);
  const streamID = newStreamID('camera');
  engine.startPublishingStream(streamID, stream);
  // #endregion
  const tile = addTile(say('You', '您自己'));
  stream.playVideo(tile.querySelector('.picture'), { mirror: true, objectFit: 'cover' });
  mine = { streamID, stream, tile };
}

// #region fill
/** Plays as many as there is room for. A grid of more than a dozen pictures is of use to nobody. */
function fill() {
  const most = Number($('most').value);
  for (const streamID of [...playing.keys()].slice(most)) stopPlaying(streamID);
  for (const streamID of known.keys()) {
    if (playing.size >= most) break;
    if (!playing.has(streamID)) play(streamID).catch(explain);
  }
  showCount();
}

async function play(streamID) {
  const tile = addTile(known.get(streamID).userName);
  const type = layerFor(tile);
  playing.set(streamID, { tile, type });
  watchTile(tile, streamID);
  try {
    const stream = await engine.startPlayingStream(streamID, { streamType: type }); // 0 small, 1 big, 2 automatic
    engine.createRemoteStreamView(stream).play(tile.querySelector('.picture'), { objectFit: 'cover' });
  } catch {
    if (playing.get(streamID)?.tile === tile) stopPlaying(streamID); // gone in the meantime
  }
}

/** The small picture for small places. */
function layerFor(tile) {
  if ($('layer').value !== 'fit') return Number($('layer').value);
  return tile.clientWidth * devicePixelRatio < 480 ? 0 : 2;
}

/** Other sizes of the place, another picture; out of sight, none: the sound goes on. */
async function chooseAgain(streamID) {
  const player = playing.get(streamID);
  if (!player || player.type === layerFor(player.tile)) return;
  player.type = layerFor(player.tile);
  await engine.setPlayStreamVideoType(streamID, player.type);
}

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const { streamID } = target.dataset;
    if (playing.has(streamID)) engine.mutePlayStreamVideo(streamID, !isIntersecting).catch(explain);
  }
});
// #endregion

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) chooseAgain(target.dataset.streamID).catch(explain);
});

function watchTile(tile, streamID) {
  tile.dataset.streamID = streamID;
  tile.classList.add('remote');
  tile.tabIndex = 0;
  tile.setAttribute('role', 'button');
  const grow = () => {
    tile.style.gridColumn = tile.style.gridColumn ? '' : '1 / -1';
  };
  tile.addEventListener('click', grow);
  tile.addEventListener('keydown', (event) => event.key === 'Enter' && grow());
  resized.observe(tile);
  seen.observe(tile);
}

function stopPlaying(streamID) {
  const player = playing.get(streamID);
  if (!player) return;
  resized.unobserve(player.tile);
  seen.unobserve(player.tile);
  engine.stopPlayingStream(streamID);
  player.tile.remove();
  playing.delete(streamID);
}

function showCount() {
  const online = $('count').dataset.online;
  write(
    $('count'),
    `Streams: ${known.size}. Played: ${playing.size}.${online ? ` People: about ${online}.` : ''}`,
    `共 ${known.size} 路流，正在播放 ${playing.size} 路${online ? `，约 ${online} 人在线` : ''}。`,
  );
}

function stopPublishing() {
  if (!mine) return;
  engine.stopPublishingStream(mine.streamID);
  engine.destroyStream(mine.stream);
  mine.tile.remove();
  mine = undefined;
}

function leave() {
  stopPublishing();
  for (const streamID of [...playing.keys()]) stopPlaying(streamID);
  known.clear();
  engine.logoutRoom();
}

runForm({ join, leave });
$('send').addEventListener('change', ({ target }) => (target.checked ? publish().catch(explain) : stopPublishing()));
$('most').addEventListener('change', fill);
$('layer').addEventListener('change', () => {
  for (const streamID of playing.keys()) chooseAgain(streamID).catch(explain);
});
