/** Messages: broadcast, barrage, command, transparent, and what the room remembers (extra info). */
import { $, list, onClick, runForm, watch, write } from '../topic.js';

let engine;
let here;

async function join({ roomID, user, access }) {
  engine ??= createEngine(access);
  here = roomID;
  await engine.loginRoom(roomID, access.token, user, { userUpdate: true });
}

function createEngine({ appID, server }) {
  const engine = new ZegoExpressEngine(appID, server);
  // #region receive
  // Never your own messages. Several may come in one call.
  engine.on('IMRecvBroadcastMessage', (_roomID, messages) => {
    for (const { fromUser, message, sendTime } of messages) show(fromUser, message, 'broadcast', sendTime);
  });
  engine.on('IMRecvBarrageMessage', (_roomID, messages) => {
    for (const { fromUser, message, sendTime } of messages) show(fromUser, message, 'barrage', sendTime);
  });
  engine.on('IMRecvCustomCommand', (_roomID, fromUser, command) => show(fromUser, command, 'command'));
  engine.on('recvRoomTransparentMessage', (_roomID, { sendUser, content }) => {
    show(sendUser, new TextDecoder().decode(content), 'transparent'); // content is a Uint8Array
  });
  engine.on('roomExtraInfoUpdate', (_roomID, entries) => {
    // Also after a login: what the room remembers.
    for (const { key, value, updateUser } of entries) $('extra-info').textContent = `${key} = ${value} (${updateUser.userID})`;
  });
  // #endregion
  engine.on('roomUserUpdate', onUsers);
  watch(engine, ['roomUserUpdate', 'roomExtraInfoUpdate']);
  return engine;
}

// #region send
const send = {
  /** In order, to everybody. At most 2 a second of one user, 10 a second in a room. */
  broadcast: (text) => engine.sendBroadcastMessage(here, text),
  /** Floods of likes and comments. Above 20 a second in a room some are dropped. */
  barrage: (text) => engine.sendBarrageMessage(here, text),
  /** To some users; an empty list is everybody. */
  command: (text, userIDs) => engine.sendCustomCommand(here, text, userIDs),
  /** Bytes instead of text. sendMode 0: to clients. sendType 1: in order. */
  transparent: (text, userIDs) =>
    engine.sendTransparentMessage(here, {
      sendMode: 0,
      sendType: 1,
      content: new TextEncoder().encode(text),
      recvUserList: userIDs.map((userID) => ({ userID })),
    }),
  /** What the room remembers while it lives: one key, 10 bytes, and 100 bytes of value. */
  extra: (text) => engine.setRoomExtraInfo(here, 'topic', text),
};
// #endregion

const EXPLANATIONS = {
  broadcast: ['Chat: in order, 2 a second of one user.', '聊天：有序，每个用户每秒 2 条。'],
  barrage: ['Floods: some may be dropped.', '大量消息：可能丢弃一部分。'],
  command: ['To the user chosen beside, or to everybody.', '发给旁边所选的用户，或所有人。'],
  transparent: ['Bytes, here the text as UTF-8.', '二进制数据，这里是文字的 UTF-8 编码。'],
  extra: ['One value that late comers get, too. At most 100 bytes.', '后来者也能得到的一个值，最多 100 字节。'],
};
const explainKind = () => write($('explanation'), ...EXPLANATIONS[$('kind').value]);

function show({ userID, userName }, text, kind, sendTime = Date.now()) {
  const line = document.createElement('li');
  line.dataset.kind = kind;
  const from = document.createElement('b');
  from.textContent = userName || userID;
  line.append(from, ` ${text} `);
  const hint = document.createElement('span');
  hint.className = 'hint';
  hint.textContent = `${kind}, ${new Date(sendTime).toLocaleTimeString()}`;
  line.append(hint);
  $('received').prepend(line);
}

function onUsers(_roomID, updateType, users) {
  for (const { userID, userName } of users) {
    if (updateType === 'ADD') $('to').add(new Option(userName, userID));
    else [...$('to').options].find(({ value }) => value === userID)?.remove();
  }
}

function leave() {
  engine.logoutRoom();
  while ($('to').options.length > 1) $('to').remove(1);
}

runForm({ join, leave });
$('kind').addEventListener('change', explainKind);
explainKind();
onClick('send', async () => {
  const { value: kind } = $('kind');
  await send[kind]($('text').value, $('to').value ? [$('to').value] : []);
  if (kind === 'extra') $('extra-info').textContent = `topic = ${$('text').value}`;
  list('sent', kind, $('text').value);
});
$('text').addEventListener('keydown', (event) => event.key === 'Enter' && $('send').click());
