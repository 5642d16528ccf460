/** Several rooms at once: entering a second one, who is in which, a message to one of them, leaving one or all. */
import { $, getAccess, onClick, runForm, userID, watch, write } from '../topic.js';

let engine;
let me;
let first; // the room of the form at the top
const rooms = new Map(); // roomID → its other people: userID → userName

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  me = user;
  first = roomID;
  await enter(roomID);
}

function createEngine({ appID, server }) {
  // #region enable
  const engine = new ZegoExpressEngine(appID, server);
  engine.enableMultiRoom(true); // before the first login; false, if it is too late
  // #endregion
  // #region events
  // Every event of a room names it first.
  engine.on('roomUserUpdate', (roomID, updateType, userList) => {
    for (const { userID, userName } of userList) {
      if (updateType === 'ADD') rooms.get(roomID)?.set(userID, userName);
      else rooms.get(roomID)?.delete(userID);
    }
    showRooms();
  });
  engine.on('roomStateChanged', (roomID, reason, _errorCode) => {
    if (['LOGOUT', 'KICKOUT', 'RECONNECT_FAILED'].includes(reason)) forget(roomID);
  });
  engine.on('IMRecvBroadcastMessage', (roomID, messages) => {
    for (const { fromUser, message } of messages) showMessage(`${roomID} · ${fromUser.userName}: ${message}`);
  });
  // #endregion
  watch(engine, ['roomUserUpdate', 'IMRecvBroadcastMessage'], { follows: (roomID) => roomID === first });
  return engine;
}

async function enter(roomID) {
  rooms.set(roomID, new Map());
  try {
    await enterRoom(roomID);
  } catch (error) {
    rooms.delete(roomID);
    throw error;
  } finally {
    showRooms();
  }
}

// #region enter
async function enterRoom(roomID) {
  const { token } = await getAccess({ userID, roomID }); // from your server, for each room
  await engine.loginRoom(roomID, token, me, { userUpdate: true });
}
// #endregion

// #region send
async function send(roomID, text) {
  const { errorCode } = await engine.sendBroadcastMessage(roomID, text);
  if (errorCode === 0) showMessage(`${roomID} · ${me.userName}: ${text}`); // not told to yourself
}
// #endregion

function forget(roomID) {
  rooms.delete(roomID);
  showRooms();
}

function leave() {
  // #region leave
  engine.logoutRoom(); // all of them; with a room, that one
  // #endregion
  rooms.clear();
  showRooms();
}

function showRooms() {
  $('rooms').replaceChildren(
    ...[...rooms].map(([roomID, people]) => {
      const line = document.createElement('li');
      const others = [...people.values()].join(', ');
      line.append(others ? `${roomID}: ${others} ` : `${roomID} `);
      line.dataset.room = roomID;
      if (roomID === first) return line;
      const button = Object.assign(document.createElement('button'), { className: 'button quiet small', type: 'button' });
      write(button, 'Leave', '离开');
      button.addEventListener('click', () => engine.logoutRoom(roomID));
      line.append(button);
      return line;
    }),
  );
  const chosen = $('to').value;
  $('to').replaceChildren(...[...rooms.keys()].map((roomID) => new Option(roomID, roomID)));
  if (rooms.has(chosen)) $('to').value = chosen;
}

function showMessage(text) {
  $('messages').append(Object.assign(document.createElement('li'), { textContent: text }));
}

runForm({ join, leave });
onClick('enter', () => enter($('other-room').value.trim()));
onClick('send', async () => {
  await send($('to').value, $('text').value);
  $('text').value = '';
});
