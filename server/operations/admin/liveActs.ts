import type { RoomID, UserID } from '@liuyun/protocol';
import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import { ruleKey } from '@liuyun/protocol/rest/forbidRule';
import { closeRoom as close } from '../closeRoom.ts';
import { forbidStreams } from '../forbidStreams.ts';
import { forbidTracks } from '../forbidTracks.ts';
import { canonicalAddress, forbidUsers, type WhoIsMeant } from '../forbidUsers.ts';
import { kickUsers as kick } from '../kickUsers.ts';
import { revokeTokens as revoke } from '../revokeTokens.ts';
import { barrageAsServer, broadcastAsServer, commandAsServer } from '../sendAsServer.ts';
import { appOf } from './apps.ts';
import type { Asking, Desk } from './Desk.ts';

const tooMany = () => new AdminError('CONFLICT', 'there are as many rules of this kind as there may be');
const noRoom = () => new AdminError('NOT_FOUND', 'there is no such room now');

export async function kickUsers({ desk }: Asking, asked: AdminParams<'kickUsers'>): Promise<AdminResult<'kickUsers'>> {
  const { cloud } = desk;
  const { appID, roomID, userIDs, reason: detail, forbidSeconds: seconds } = asked;
  await appOf(desk, appID);
  if (!cloud.apps.find(appID)?.rooms.has(roomID)) throw noRoom();
  for (const userID of seconds > 0 ? userIDs : []) {
    const who = { type: 4 as const, address: '', roomID, userID };
    if (!(await forbidUsers(cloud, { appID, ...who, login: true, publish: true, seconds }))) throw tooMany();
  }
  return { kicked: kick(cloud, { appID, roomID, userIDs, detail }) ?? [] };
}

export async function closeRoom({ desk }: Asking, asked: AdminParams<'closeRoom'>): Promise<AdminResult<'closeRoom'>> {
  const { appID, roomID, reason } = asked;
  await appOf(desk, appID);
  if (!close(desk.cloud, { appID, roomID, detail: reason, tell: true })) throw noRoom();
  return {};
}

export async function forbidUser({ desk }: Asking, asked: AdminParams<'forbidUser'>): Promise<AdminResult<'forbidUser'>> {
  const { appID, login, publish, seconds } = asked;
  const who = whoIsMeant(asked);
  if (!login && !publish) throw new AdminError('BAD_REQUEST', 'forbid to log in, to publish, or both', { field: 'login' });
  await appOf(desk, appID);
  const rule = await forbidUsers(desk.cloud, { appID, ...who, login, publish, seconds });
  if (!rule) throw tooMany();
  const kicked = asked.kick ? kickMeant(desk, { ...asked, type: who.type }) : 0;
  return { id: ruleKey(rule), expiresAt: rule.expiresAt, kicked };
}

function whoIsMeant({ address, ...asked }: AdminParams<'forbidUser'>): WhoIsMeant {
  const roomID: string = asked.roomID ?? '';
  const userID: string = asked.userID ?? '';
  if (address !== undefined) {
    if (canonicalAddress(address) === undefined) throw new AdminError('BAD_REQUEST', 'no IP address', { field: 'address' });
    if (roomID || userID) throw new AdminError('BAD_REQUEST', 'an address is forbidden in all rooms', { field: 'address' });
    return { type: 1, address, roomID: '', userID: '' };
  }
  if (!roomID && !userID) throw new AdminError('BAD_REQUEST', 'who is meant?', { field: 'userID' });
  return { type: roomID && userID ? 4 : userID ? 3 : 2, address: '', roomID, userID };
}

/** Those who are in and are meant by the rule; how many they were. */
function kickMeant(
  { cloud }: Desk,
  meant: { type: WhoIsMeant['type']; appID: number; roomID?: string | undefined; userID?: string | undefined; reason: string },
): number {
  const { type, appID, roomID, userID, reason: detail } = meant;
  const app = cloud.apps.find(appID);
  if (!app || type === 1) return 0;
  const sessions =
    userID === undefined ? [...(app.rooms.get(roomID as RoomID)?.members.values() ?? [])] : app.sessions.of(userID as UserID);
  const those = sessions.filter((session) => roomID === undefined || session.roomID === roomID);
  for (const session of those) app.endSession(session, 'kickedOut', detail);
  return those.length;
}

export async function forbidStream({ desk }: Asking, asked: AdminParams<'forbidStream'>): Promise<AdminResult<'forbidStream'>> {
  const { cloud } = desk;
  const { appID, streamID, roomID, audio, video, seconds } = asked;
  await appOf(desk, appID);
  if (asked.whole) {
    const done = await forbidStreams(cloud, { appID, streamIDs: [streamID], sequence: sequenceOf(desk) });
    if (!done) throw new AdminError('CONFLICT', 'the app’s server has just said something else about this stream');
    return { id: ruleKey({ kind: 'stream', streamID }) };
  }
  if (roomID === undefined) throw new AdminError('BAD_REQUEST', 'in which room?', { field: 'roomID' });
  if (!audio && !video) throw new AdminError('BAD_REQUEST', 'audio, video, or both', { field: 'audio' });
  if (!(await forbidTracks(cloud, { appID, roomID, streamID, audio, video, seconds }))) throw tooMany();
  return { id: ruleKey({ kind: 'tracks', roomID, streamID }) };
}

export async function revokeTokens({ desk }: Asking, asked: AdminParams<'revokeTokens'>): Promise<AdminResult<'revokeTokens'>> {
  const { appID, allUsers, kick: kickOut, reason: detail } = asked;
  if (asked.userIDs.length === 0 && !allUsers)
    throw new AdminError('BAD_REQUEST', 'of whom? Name users, or say that all are meant', { field: 'userIDs' });
  await appOf(desk, appID);
  const done = await revoke(desk.cloud, { appID, userIDs: allUsers ? undefined : asked.userIDs, kickOut, detail });
  if (!done) throw tooMany();
  return done;
}

/** In the app's servers' own order of requests about a stream, which go by Unix ms. */
export function sequenceOf({ cloud }: Desk): bigint {
  return BigInt(cloud.clock.now());
}

export async function sendMessage({ desk }: Asking, asked: AdminParams<'sendMessage'>): Promise<AdminResult<'sendMessage'>> {
  const { appID, roomID, kind, text, toUserIDs: to } = asked;
  await appOf(desk, appID);
  if (kind !== 'command' && to.length > 0)
    throw new AdminError('BAD_REQUEST', 'only commands are for named users', { field: 'toUserIDs' });
  const userID = asked.fromUserID ?? ('admin' as UserID);
  const sent = { appID, roomID, text, from: { userID, userName: asked.fromUserName ?? userID } };
  if (kind === 'command') {
    const missed = commandAsServer(desk.cloud, { ...sent, to });
    if (!missed) throw noRoom();
    return { missed };
  }
  const messageID = kind === 'broadcast' ? broadcastAsServer(desk.cloud, sent) : barrageAsServer(desk.cloud, sent);
  if (messageID === undefined) throw noRoom();
  return { missed: [] };
}
