/**
 * What all topic pages share: who I am, joining and leaving, and showing what happened. The calls to the SDK stand in
 * each topic's own script.
 */
import { getAccess, startKey } from '../shared/access.js';
import { write } from '../shared/language.js';

export { getAccess } from '../shared/access.js';
export { say, write } from '../shared/language.js';

export const $ = (id) => document.getElementById(id);

const wanted = new URLSearchParams(location.search);
const random = () => crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
/** Unique in the whole app. A second tab is a second user. */
export const userID = wanted.get('user') ?? `guest-${random()}`;

/** Unique in the whole app, of letters, digits, - and _ only. */
export const newStreamID = (kind) => `${userID.replace(/[^A-Za-z0-9_-]/g, '-')}_${kind}_${random()}`;

let inRoom = false;

/**
 * Runs the form. `join({ roomID, user, access })` logs in; `leave()` ends what it began, and is also called when the
 * room was lost for good. Fieldsets with `data-in-room` can be used only while in the room.
 */
export function runForm({ join, leave }) {
  $('room').value = wanted.get('room') ?? 'lobby';
  $('name').value = userID;
  $('second').href = `?room=${encodeURIComponent($('room').value)}${startKey() ? `#start=${startKey()}` : ''}`;
  $('join-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    $('join').disabled = true;
    $('message').hidden = true;
    const roomID = $('room').value.trim();
    try {
      const access = await getAccess({ userID, roomID });
      await join({ roomID, user: { userID, userName: $('name').value.trim() || userID }, access });
    } catch (error) {
      explain(error);
    }
    $('join').disabled = false;
  });
  $('leave').addEventListener('click', leave);
  ended = leave;
  showRoom('', false);
}
let ended = () => {};

/** Shows the state of the room (where there are several: of the one that `follows` says), and lists these events as they come. */
export function watch(engine, names = [], { follows } = {}) {
  engine.setDebugVerbose(false);
  engine.on('roomStateChanged', (roomID, reason, errorCode) => {
    list('roomStateChanged', ...(follows ? [roomID] : []), reason, errorCode);
    if (follows && !follows(roomID)) return;
    showRoom(reason, ['LOGINED', 'RECONNECTING', 'RECONNECTED'].includes(reason), errorCode);
    if (reason === 'KICKOUT' || reason === 'RECONNECT_FAILED') ended();
  });
  for (const name of names) engine.on(name, (...values) => list(name, ...values));
}

const MOODS = { LOGINED: 'good', RECONNECTED: 'good', LOGINING: 'busy', RECONNECTING: 'busy', LOGOUT: '' };

function showRoom(reason, isIn, errorCode = 0) {
  inRoom = isIn;
  if (reason) {
    $('state').dataset.state = MOODS[reason] ?? 'bad';
    const plain = { LOGOUT: ['Not logged in', '未登录'] }[reason] ?? [reason, reason];
    write($('state'), ...plain.map((text) => (errorCode ? `${text} ${errorCode}` : text)));
  }
  $('join').hidden = inRoom;
  $('leave').hidden = !inRoom;
  $('room').disabled = $('name').disabled = inRoom;
  for (const part of document.querySelectorAll('[data-in-room]')) part.disabled = !inRoom;
}

/** Puts a line on top of the list of events. */
export function list(name, ...values) {
  const line = document.createElement('li');
  line.dataset.event = name;
  const label = document.createElement('b');
  label.textContent = name;
  line.append(label, ` ${values.map(short).join(' · ')}`);
  $('events').prepend(line);
  while ($('events').childElementCount > 100) $('events').lastElementChild.remove();
}

function short(value) {
  if (typeof value !== 'object' || value === null) return String(value);
  const text = JSON.stringify(value, (_key, inner) => (inner instanceof Uint8Array ? `${inner.length} bytes` : inner)) ?? '';
  return text.length > 240 ? `${text.slice(0, 240)}…` : text;
}

const HINTS = {
  1103061: ['No camera or microphone is connected, or the browser cannot open it', '没有连接摄像头或麦克风，或浏览器无法打开'],
  1103064: ['Please allow camera and microphone', '请允许使用摄像头和麦克风'],
  1103065: ['Another program is using the device', '设备正被其他程序占用'],
  1103042: ['Sharing was cancelled', '您取消了共享'],
  1103043: ['This browser cannot share a screen', '这个浏览器不能共享屏幕'],
};

/** Says what failed, with its code: docs/errors.md tells what each one means. */
export function explain(error) {
  if (error.message === 'cancelled') return;
  const code = error.errorCode ?? error.code ?? error.name;
  const text = error.extendedData || error.msg || error.message || '';
  const [en, zh] = HINTS[code] ?? [`That did not work: ${text}`, `没有成功：${text}`];
  $('message').hidden = false;
  write($('message'), `${en} (${code})`, `${zh}（${code}）`);
  list('error', code, text);
}

/** Runs a call for a click: what it rejects with is shown. */
export function onClick(id, run) {
  $(id).addEventListener('click', async () => {
    $('message').hidden = true;
    try {
      await run();
    } catch (error) {
      explain(error);
    }
  });
}

/** A place for a picture, with a name. */
export function addTile(name, into = $('tiles')) {
  const tile = document.createElement('figure');
  tile.className = 'tile';
  tile.innerHTML = '<div class="picture"></div><figcaption class="name"></figcaption>';
  tile.querySelector('.name').textContent = name;
  into.append(tile);
  return tile;
}
