/** Rooms: login, who is there, switching, tokens, and the ways in which one is put out of a room. */
import { $, getAccess, onClick, runForm, userID, watch } from '../topic.js';

let engine;
let here; // the room we are in
const people = new Map(); // userID → userName

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  people.clear();
  here = roomID;
  // #region login
  // userUpdate: true turns on roomUserUpdate. Without it nobody tells you who comes and goes.
  await engine.loginRoom(roomID, access.token, user, { userUpdate: true });
  // #endregion
}

function createEngine({ appID, server }) {
  // #region listen
  const engine = new ZegoExpressEngine(appID, server);

  // The first ADD after a login lists everybody who is there already, without yourself.
  engine.on('roomUserUpdate', (_roomID, updateType, userList) => {
    for (const { userID, userName } of userList) {
      if (updateType === 'ADD') people.set(userID, userName);
      else people.delete(userID);
    }
    showPeople();
  });
  engine.on('roomStateChanged', (_roomID, reason, _errorCode) => {
    // Put out: 1002050 the same user came in elsewhere, 1002055 the server did it. Do not log in again by yourself.
    if (reason === 'KICKOUT') forgetRoom();
    // The SDK has tried for minutes and gave up. Offer a button.
    if (reason === 'RECONNECT_FAILED') forgetRoom();
  });
  // 30 s before the token expires.
  engine.on('tokenWillExpire', (roomID) => renew(roomID));
  // #endregion
  watch(engine, ['roomUserUpdate', 'roomOnlineUserCountUpdate', 'tokenWillExpire']);
  return engine;
}

// #region renew
async function renew(roomID) {
  const { token } = await getAccess({ userID, roomID }); // from your server
  engine.renewToken(token, roomID);
}
// #endregion

// #region switch
async function switchTo(otherRoomID) {
  const { token } = await getAccess({ userID, roomID: otherRoomID });
  // Streams of the old room stop. The option is called isUserStatusNotify here, not userUpdate.
  await engine.switchRoom(here, otherRoomID, { token, isUserStatusNotify: true });
  here = otherRoomID;
}
// #endregion

function forgetRoom() {
  people.clear();
  showPeople();
}

function leave() {
  engine.logoutRoom();
  forgetRoom();
}

function showPeople() {
  $('people').replaceChildren(
    ...[...people].map(([userID, userName]) => {
      const line = document.createElement('li');
      line.textContent = `${userName} (${userID})`;
      return line;
    }),
  );
}

runForm({ join, leave });
onClick('renew', () => renew(here));
onClick('switch', async () => {
  people.clear();
  showPeople();
  await switchTo($('other-room').value.trim());
  $('room').value = here;
});
$('same-user').href = `?user=${encodeURIComponent(userID)}&room=${encodeURIComponent($('room').value)}${location.hash}`;
