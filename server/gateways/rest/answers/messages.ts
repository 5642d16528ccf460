import { returnCodes } from '@liuyun/protocol/rest/returnCodes';
import { barrageAsServer, broadcastAsServer, commandAsServer } from '../../../operations/sendAsServer.ts';
import type { Answer } from '../Answer.ts';
import { Refusal } from '../Refusal.ts';

const SendBroadcastMessage: Answer<'SendBroadcastMessage'> = ({ cloud, appID }, { RoomId, UserId, UserName, MessageContent }) => {
  const from = { userID: UserId, userName: UserName || UserId };
  const messageID = broadcastAsServer(cloud, { appID, roomID: RoomId, from, text: MessageContent });
  if (messageID === undefined) throw new Refusal('ROOM_UNKNOWN');
  return { MessageId: messageID };
};

const SendBarrageMessage: Answer<'SendBarrageMessage'> = ({ cloud, appID }, { RoomId, UserId, UserName, MessageContent }) => {
  const from = { userID: UserId, userName: UserName || UserId };
  const messageID = barrageAsServer(cloud, { appID, roomID: RoomId, from, text: MessageContent });
  if (messageID === undefined) throw new Refusal('ROOM_UNKNOWN');
  return { MessageId: messageID };
};

const SendCustomCommand: Answer<'SendCustomCommand'> = (
  { cloud, appID },
  { RoomId, FromUserId, ToUserId = [], MessageContent },
) => {
  const from = { userID: FromUserId, userName: FromUserId };
  const missed = commandAsServer(cloud, { appID, roomID: RoomId, from, text: MessageContent, to: ToUserId });
  if (!missed) throw new Refusal('ROOM_UNKNOWN');
  return { FailUsers: missed.map((userID) => ({ Uid: userID, Code: returnCodes.USER_OFFLINE.code })) };
};

/** Actions that say something to people in rooms. */
export const messageAnswers = { SendBroadcastMessage, SendBarrageMessage, SendCustomCommand };
