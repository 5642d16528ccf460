import { type RoomID, RtcError, type StreamID, type UserID } from '@liuyun/protocol';
import { generateToken04 } from '@liuyun/token';
import type { Cloud } from './Cloud.ts';

type Asked = {
  appID: number;
  userID: UserID;
  roomID: RoomID | undefined;
  seconds: number;
  canPublish?: boolean;
  /** The only streams that may be published; none named is any. */
  streamIDs?: readonly StreamID[];
};

/** Makes a token for one user, good for one room when `roomID` is given; only then can publishing be limited. `expiresAt` is Unix ms. */
export async function issueToken(cloud: Cloud, asked: Asked): Promise<{ token: string; expiresAt: number }> {
  const app = await cloud.store.find(asked.appID);
  if (!app) throw new RtcError('APP_ID_UNKNOWN');
  const now = cloud.clock.now();
  const { roomID, canPublish = true, streamIDs = [] } = asked;
  const privilege = { 1: 1, 2: canPublish ? 1 : 0 };
  const stream_id_list = streamIDs.length > 0 ? streamIDs : null;
  const payload = roomID === undefined ? '' : JSON.stringify({ room_id: roomID, privilege, stream_id_list });
  const token = generateToken04(app.appID, asked.userID, app.serverSecret, asked.seconds, payload, { now });
  return { token, expiresAt: (Math.floor(now / 1000) + asked.seconds) * 1000 };
}
