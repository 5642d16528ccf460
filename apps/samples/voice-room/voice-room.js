/**
 * A room for voices: everybody listens, whoever takes a seat speaks. The camera is never opened.
 *
 * The idea: A SEAT IS A STREAMID. A streamID belongs to one user per app, so the cloud itself settles who was first
 * when two people take the same seat: the second one's publishing ends with 1003028. No server of ours is needed.
 */
import { getAccess } from '../shared/access.js';
import { say, write } from '../shared/language.js';

const SEATS = 8;
const $ = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.search);
const userID = wanted.get('user') ?? `guest-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
$('room').value = wanted.get('room') ?? 'lobby';
$('name').value = wanted.get('user') ?? '';

let engine;
let roomID;
let inRoom = false;
let mine; // { streamID, stream, muted } while I have a seat, or am taking one
const speakers = new Map(); // streamID → { user, muted, view }
const people = new Map(); // userID → userName of the others

/** The streamID of a seat. RoomIDs may hold characters that streamIDs may not: spell them as numbers. */
const seatID = (seat) => `voice_${[...new TextEncoder().encode(roomID)].map((byte) => byte.toString(16)).join('')}_${seat}`;

// --- Enter and leave -------------------------------------------------------------------------------------------------

async function enter() {
  roomID = $('room').value.trim();
  const { appID, server, token } = await getAccess({ userID, roomID });
  engine ??= createEngine(appID, server);
  await engine.loginRoom(roomID, token, { userID, userName: $('name').value.trim() }, { userUpdate: true });
}

function createEngine(appID, server) {
  // Scenario 6 is the voice chat room: streams are made without video, the audio is tuned for speech.
  const engine = new ZegoExpressEngine(appID, server, { scenario: 6 });
  engine.setDebugVerbose(false);
  engine.on('roomStateChanged', onRoomState);
  engine.on('roomUserUpdate', onUsers);
  engine.on('roomStreamUpdate', onStreams);
  engine.on('publisherStateUpdate', onPublisherState);
  engine.on('remoteMicStatusUpdate', (streamID, status) => {
    const speaker = speakers.get(streamID);
    if (speaker) speaker.muted = status === 'MUTE';
    draw();
  });
  engine.on('soundLevelUpdate', (levels) => {
    for (const { streamID, soundLevel } of levels) {
      const muted = streamID === mine?.streamID && mine.muted;
      seatOf(streamID)?.toggleAttribute('data-speaking', soundLevel > 10 && !muted);
    }
  });
  engine.setSoundLevelDelegate(true, 500);
  return engine;
}

function onRoomState(_roomID, reason, errorCode) {
  inRoom = ['LOGINED', 'RECONNECTING', 'RECONNECTED'].includes(reason);
  const [mood, en, zh] = {
    LOGINING: ['busy', 'Connecting…', '正在连接…'],
    LOGINED: ['good', 'Listening', '正在收听'],
    RECONNECTING: ['busy', 'Reconnecting…', '正在重连…'],
    RECONNECTED: ['good', 'Listening', '正在收听'],
    KICKOUT: ['bad', 'Removed from the room', '已被移出房间'],
    LOGOUT: ['', 'Not logged in', '未登录'],
  }[reason] ?? ['bad', 'Not connected', '未连接'];
  $('state').dataset.state = mood;
  write($('state'), en, zh);
  $('join-form').hidden = inRoom;
  $('inside').hidden = !inRoom;
  write($('title'), inRoom ? roomID : 'Voice room', inRoom ? roomID : '语音房');
  if (errorCode && !inRoom) complain(`${en} (${errorCode})`, `${zh}（${errorCode}）`);
  if (['LOGOUT', 'KICKOUT', 'RECONNECT_FAILED'].includes(reason)) {
    releaseMicrophone();
    for (const streamID of speakers.keys()) engine.stopPlayingStream(streamID);
    speakers.clear();
    people.clear();
  }
  draw();
}

// --- My seat ---------------------------------------------------------------------------------------------------------

async function takeSeat(seat) {
  if (mine) return;
  const taking = { streamID: seatID(seat), muted: false, stream: undefined };
  mine = taking; // from now on a second click does nothing
  draw();
  try {
    const stream = await engine.createZegoStream({ camera: { video: false, audio: true } });
    if (mine !== taking || !inRoom) return engine.destroyStream(stream); // stood up, or left, while the browser was asking
    taking.stream = stream;
    engine.startPublishingStream(taking.streamID, stream);
  } catch (error) {
    if (mine === taking) mine = undefined;
    complain(`The microphone cannot be used (${error.errorCode}).`, `无法使用麦克风（${error.errorCode}）。`);
  }
  draw();
}

function standUp() {
  engine.stopPublishingStream(mine.streamID);
  releaseMicrophone();
  draw();
}

function releaseMicrophone() {
  if (mine?.stream) engine.destroyStream(mine.stream);
  mine = undefined;
}

function onPublisherState({ streamID, state, errorCode }) {
  if (streamID !== mine?.streamID || state !== 'NO_PUBLISH' || !errorCode) return;
  releaseMicrophone();
  if (errorCode === 1003028) complain('Somebody else was faster (1003028).', '别人先坐上了（1003028）。');
  else complain(`You cannot speak here (${errorCode}).`, `您不能在这里发言（${errorCode}）。`);
  draw();
}

function toggleMute() {
  mine.muted = !mine.muted;
  engine.mutePublishStreamAudio(mine.stream, mine.muted);
  draw();
}

// --- The others ------------------------------------------------------------------------------------------------------

function onUsers(_roomID, updateType, userList) {
  for (const user of userList) {
    if (updateType === 'ADD') people.set(user.userID, user.userName);
    else people.delete(user.userID);
  }
  draw();
}

async function onStreams(_roomID, updateType, streamList) {
  if (updateType === 'ADD') await Promise.all(streamList.map(listen));
  else {
    for (const { streamID } of streamList) {
      engine.stopPlayingStream(streamID);
      speakers.delete(streamID);
    }
  }
  draw();
}

async function listen({ streamID, user }) {
  const speaker = { user, muted: false };
  speakers.set(streamID, speaker);
  draw();
  try {
    const stream = await engine.startPlayingStream(streamID, { video: false });
    if (speakers.get(streamID) !== speaker) return; // gone meanwhile, or begun anew
    engine.createRemoteStreamView(stream).playAudio();
  } catch (error) {
    console.info('Could not play', streamID, error);
  }
}

// --- The page --------------------------------------------------------------------------------------------------------

/** People whose stream is no seat (say, from the group call) get seats of their own behind the numbered ones. */
function seatIDs() {
  const numbered = Array.from({ length: SEATS }, (_, index) => seatID(index + 1));
  return [...numbered, ...[...speakers.keys()].filter((streamID) => !numbered.includes(streamID))];
}

const seatOf = (streamID) => $('seats').querySelector(`[data-stream="${CSS.escape(streamID)}"]`);

function draw() {
  const ids = inRoom ? seatIDs() : [];
  while ($('seats').children.length > ids.length) $('seats').lastElementChild.remove();
  while ($('seats').children.length < ids.length) $('seats').append(newSeat());
  for (const [index, streamID] of ids.entries()) drawSeat($('seats').children[index].firstElementChild, streamID, index + 1);

  $('mute').disabled = $('stand-up').disabled = !mine?.stream;
  $('mute').setAttribute('aria-pressed', Boolean(mine?.muted));
  if (mine?.muted) write($('mute'), 'Unmute', '取消静音');
  else write($('mute'), 'Mute', '静音');
  const count = people.size + 1;
  write($('listeners'), `${count} in the room`, `房间里有 ${count} 人`);
}

function newSeat() {
  const item = document.createElement('li');
  item.innerHTML = `
    <button class="seat"><span class="face"><span class="letter"></span><span class="badge" hidden>
      <svg viewBox="0 0 24 24"><path d="M4 4l16 16M9 9v3a3 3 0 0 0 5 2.2M15 10V6a3 3 0 0 0-6-.5M6 11.5a6 6 0 0 0 9.5 5M18 11.5v.5M12 18v3"/></svg>
    </span></span><span class="who"></span></button>`;
  item.firstElementChild.addEventListener('click', (event) => takeSeat(Number(event.currentTarget.dataset.seat)));
  return item;
}

function drawSeat(seat, streamID, number) {
  const isMine = streamID === mine?.streamID;
  const speaker = isMine ? { user: { userName: $('name').value.trim() }, muted: mine.muted } : speakers.get(streamID);
  seat.dataset.stream = streamID;
  seat.dataset.seat = number;
  seat.toggleAttribute('data-taken', Boolean(speaker));
  seat.toggleAttribute('data-me', isMine);
  if (!speaker || speaker.muted) seat.removeAttribute('data-speaking');
  seat.disabled = Boolean(speaker) || Boolean(mine);
  seat.querySelector('.badge').hidden = !speaker?.muted;
  const name = speaker?.user.userName;
  seat.querySelector('.letter').textContent = name ? [...name][0].toUpperCase() : mine ? '' : '+';
  let hue = 7;
  for (const letter of name ?? '') hue = (hue * 31 + letter.codePointAt(0)) % 360;
  seat.style.setProperty('--hue', hue);
  const who = seat.querySelector('.who');
  if (isMine) write(who, `${name} (you)`, `${name}（您）`);
  else if (name) write(who, name);
  else write(who, `Seat ${number}`, `${number} 号麦`);
  seat.setAttribute('aria-label', name ? who.textContent : say(`Take seat ${number}`, `坐上 ${number} 号麦`));
}

function complain(en, zh) {
  write($('message'), en, zh);
  $('message').hidden = false;
}

$('join-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  $('join').disabled = true;
  $('message').hidden = true;
  try {
    await enter();
  } catch (error) {
    if (error.message !== 'cancelled') {
      const text = `${error.extendedData || error.msg || error.message || ''} (${error.errorCode ?? error.name})`;
      complain(`That did not work: ${text}`, `没有成功：${text}`);
    }
  }
  $('join').disabled = false;
});
$('mute').addEventListener('click', toggleMute);
$('stand-up').addEventListener('click', standUp);
$('leave').addEventListener('click', () => {
  if (mine) standUp();
  engine.logoutRoom(roomID);
});
document.addEventListener('languageswitched', draw);
