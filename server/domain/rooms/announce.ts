import { type NoticeName, type Notices, streamEndCodes } from '@liuyun/protocol';
import { addUserNews, announceUsers } from './announceUsers.ts';
import type { Room, RoomMessage, Sender } from './Room.ts';

/** Turns a room's facts into notices for whom they concern. Nobody is told of what they did themselves. */
export function announce(room: Room): void {
  const others = <N extends NoticeName>(than: Sender, name: N, body: Notices[N]): void => {
    // Whoever is told of somebody's doings has heard of them.
    announceUsers(room);
    for (const [userID, session] of room.members) if (userID !== than.user.userID) session.tell(name, body);
  };
  room.facts.on('userEntered', (session) => addUserNews(room, 'ADD', session));
  room.facts.on('userLeft', (session) => addUserNews(room, 'DELETE', session));
  room.facts.on('streamAdded', (stream) =>
    others(stream.session, 'roomStreamUpdate', { change: 'ADD', streams: [stream.describe()], reasons: [] }),
  );
  room.facts.on('streamRemoved', (stream, code) => {
    const reasons = [{ streamID: stream.streamID, code }];
    if (!stream.hidden) others(stream.session, 'roomStreamUpdate', { change: 'DELETE', streams: [stream.describe()], reasons });
    for (const player of stream.players) {
      player.tell('playingEnded', { streamID: stream.streamID, failure: 'STREAM_NOT_FOUND' });
    }
  });
  room.facts.on('streamListed', (stream, listed) => {
    const streams = [stream.describe()];
    const reasons = listed ? [] : [{ streamID: stream.streamID, code: streamEndCodes.removedByServer }];
    others(stream.session, 'roomStreamUpdate', { change: listed ? 'ADD' : 'DELETE', streams, reasons });
  });
  room.facts.on('tracksChanged', (stream, renewed) => {
    const { streamID, tracks } = stream.describe();
    const body = { streamID, tracks, ...(renewed && { renewed }) };
    if (!stream.hidden) others(stream.session, 'streamTracksUpdate', body);
    for (const player of stream.players) {
      if (stream.hidden || room.members.get(player.user.userID) !== player) player.tell('streamTracksUpdate', body);
      // A client of before: it finds that playing was interrupted, and the stream, which is still announced, at once again.
      if (renewed && !player.knows('renewed')) player.tell('playingEnded', { streamID, failure: 'STREAM_NOT_FOUND' });
    }
  });
  room.facts.on('extraInfoChanged', (stream) => {
    const { streamID, user, extraInfo } = stream.describe();
    if (!stream.hidden) others(stream.session, 'streamExtraInfoUpdate', { streamID, user, extraInfo });
  });
  room.facts.on('roomExtraInfoChanged', (by, entry) => others(by, 'roomExtraInfoUpdate', { entries: [entry] }));
  room.facts.on('messageSent', (message) => {
    announceUsers(room);
    deliver(message, others);
  });
}

function deliver(message: RoomMessage, others: <N extends NoticeName>(than: Sender, name: N, body: Notices[N]) => void): void {
  const { from, text, sentAt: sendTime } = message;
  const fromUser = from.user;
  if (message.kind === 'command') {
    const body = { fromUser, command: text, sendTime };
    for (const session of message.to) session.tell('customCommand', body);
  } else if (message.kind === 'transparent') {
    const body = { fromUser, content: text };
    for (const session of message.to) session.tell('transparentMessage', body);
  } else if (message.kind === 'broadcast') {
    others(from, 'broadcastMessages', { messages: [{ fromUser, message: text, sendTime, messageID: message.messageID }] });
  } else {
    others(from, 'barrageMessages', { messages: [{ fromUser, message: text, sendTime, messageID: message.messageID }] });
  }
}
