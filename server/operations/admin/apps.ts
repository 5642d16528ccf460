import { RtcError } from '@liuyun/protocol';
import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import type { App } from '../../domain/apps/App.ts';
import type { AppRecord, AppSummary } from '../../stores/AppStore.ts';
import { changeApp as change, newCallbackSecret } from '../changeApp.ts';
import { closeApp } from '../closeApp.ts';
import { createApp as create, newAppSign, newServerSecret } from '../createApp.ts';
import { issueToken } from '../issueToken.ts';
import type { Asking, Desk } from './Desk.ts';
import { pageBehind } from './paging.ts';
import { withoutQuery } from './withoutQuery.ts';

const HOUR_MS = 3_600_000;

export async function listApps({ desk }: Asking, asked: AdminParams<'listApps'>): Promise<AdminResult<'listApps'>> {
  const { cursor, limit, search = '' } = asked;
  const wanted = search.toLowerCase();
  const all = await desk.cloud.store.summaries();
  const found = all.filter(({ appID, name }) => name.toLowerCase().includes(wanted) || String(appID).includes(wanted));
  const { items, next } = pageBehind(found, { cursor, limit, keyOf: orderOf });
  return { items: items.map((one) => ({ ...one, ...countsOf(desk, one.appID) })), ...(next && { next }), total: found.length };
}

export async function getApp(asking: Asking, { appID }: AdminParams<'getApp'>): Promise<AdminResult<'getApp'>> {
  return described(asking, await appOf(asking.desk, appID));
}

export async function createApp(asking: Asking, chosen: AdminParams<'createApp'>): Promise<AdminResult<'createApp'>> {
  const { cloud, random } = asking.desk;
  if (chosen.appID !== undefined && (await cloud.store.find(chosen.appID)))
    throw new AdminError('CONFLICT', 'this AppID is taken', { field: 'appID' });
  return described(asking, await create(cloud.store, chosen, { now: cloud.clock.now(), random }));
}

export async function changeApp(asking: Asking, asked: AdminParams<'changeApp'>): Promise<AdminResult<'changeApp'>> {
  const { desk } = asking;
  const { appID, name, options, callback } = asked;
  const url = callback === null ? '' : callback?.url;
  if (url && URL.canParse(url) && !(await desk.webhooks.permits(url)))
    throw new AdminError('BAD_REQUEST', 'callbacks are not sent to this address: it is not a public one', {
      field: 'callback.url',
    });
  const changed = await change(desk.cloud.store, appID, {
    ...(name !== undefined && { name }),
    ...(options && { options }),
    ...(url !== undefined && { callback: { url } }),
  }).catch((error: unknown) => {
    const aboutUrl = error instanceof RtcError && error.failure === 'INPUT_PARAM' && error.detail.includes('callback URL');
    throw aboutUrl ? new AdminError('BAD_REQUEST', error.detail, { field: 'callback.url' }) : error;
  });
  // What is going on goes by it from now on, not only from the next login.
  const running = desk.cloud.apps.find(appID);
  if (running) running.rules = changed.options;
  return described(asking, changed);
}

export async function deleteApp({ desk }: Asking, { appID, name }: AdminParams<'deleteApp'>): Promise<AdminResult<'deleteApp'>> {
  const { cloud } = desk;
  const app = await appOf(desk, appID);
  if (app.name !== name) throw new AdminError('BAD_REQUEST', 'this is not the name of the app', { field: 'name' });
  // First nobody new finds it; then everybody goes.
  await cloud.store.remove(appID);
  await closeApp(cloud, appID);
  return {};
}

export async function revealCredentials(
  { desk }: Asking,
  { appID, which }: AdminParams<'revealCredentials'>,
): Promise<AdminResult<'revealCredentials'>> {
  const app = await appOf(desk, appID);
  const value = which === 'callbackSecret' ? app.callback?.secret : app[which];
  if (value === undefined) throw new AdminError('NOT_FOUND', 'the app has no callbacks');
  return { value };
}

export async function rotateServerSecret(
  { desk }: Asking,
  { appID, graceHours }: AdminParams<'rotateServerSecret'>,
): Promise<AdminResult<'rotateServerSecret'>> {
  const { cloud, random } = desk;
  return changeServerSecret(cloud.store, appID, { random, graceHours, now: cloud.clock.now() });
}

/** A new ServerSecret; the one before is good for some hours more. APP_ID_UNKNOWN. */
export async function changeServerSecret(
  apps: Desk['cloud']['store'],
  appID: number,
  given: { random: Desk['random']; graceHours: number; now: number },
): Promise<{ value: string; graceUntil: number | null }> {
  const { random, graceHours, now } = given;
  const value = newServerSecret(random);
  const graceUntil = graceHours > 0 ? now + Math.round(graceHours * HOUR_MS) : null;
  // Of two changes at the same moment the later one keeps the secret of the earlier one, which somebody was just told.
  await apps.update(appID, ({ serverSecret: secret }) => {
    return { serverSecret: value, previousSecret: graceUntil === null ? null : { secret, until: graceUntil } };
  });
  return { value, graceUntil };
}

export async function endGrace({ desk }: Asking, { appID }: AdminParams<'endGrace'>): Promise<AdminResult<'endGrace'>> {
  await desk.cloud.store.update(appID, (app) => {
    if (graceUntil(app, desk) === null) throw new AdminError('CONFLICT', 'there is no former ServerSecret that is good');
    return { previousSecret: null };
  });
  return {};
}

export async function rotateAppSign(
  { desk }: Asking,
  { appID }: AdminParams<'rotateAppSign'>,
): Promise<AdminResult<'rotateAppSign'>> {
  const value = newAppSign(desk.random);
  await desk.cloud.store.update(appID, { appSign: value });
  return { value };
}

export async function rotateCallbackSecret(
  { desk }: Asking,
  { appID, secret }: AdminParams<'rotateCallbackSecret'>,
): Promise<AdminResult<'rotateCallbackSecret'>> {
  const value = secret ?? newCallbackSecret(desk.random);
  await desk.cloud.store.update(appID, ({ callback }) => {
    if (!callback) throw new AdminError('NOT_FOUND', 'the app has no callbacks');
    return { callback: { url: callback.url, secret: value } };
  });
  return { value };
}

export async function makeToken({ desk }: Asking, asked: AdminParams<'makeToken'>): Promise<AdminResult<'makeToken'>> {
  const { appID, userID, roomID, canPublish, streamIDs, hours } = asked;
  if ((!canPublish || streamIDs.length > 0) && roomID === undefined)
    throw new AdminError('BAD_REQUEST', 'a token limits publishing for one room: say which', { field: 'roomID' });
  const seconds = Math.max(1, Math.round(hours * 3_600));
  const made = await issueToken(desk.cloud, { appID, userID, roomID, canPublish, streamIDs, seconds });
  const query = new URLSearchParams({ app: String(appID), user: userID, ...(roomID !== undefined && { room: roomID }) });
  // A fragment is never sent over the network, nor written into a log.
  return { ...made, debugLink: `/debug/?${query}#${new URLSearchParams({ token: made.token })}` };
}

/** NOT_FOUND. */
export async function appOf(desk: Desk, appID: number): Promise<AppRecord> {
  const app = await desk.cloud.store.find(appID);
  if (!app) throw new AdminError('NOT_FOUND', 'no app has this AppID');
  return app;
}

function described({ desk, who, serverPath }: Asking, app: AppRecord): AdminResult<'getApp'> {
  const { appID, name, createdAt, options, callback } = app;
  return {
    appID,
    name,
    createdAt,
    options,
    callback: callback ? { url: who?.role === 'admin' ? callback.url : withoutQuery(callback.url) } : null,
    graceUntil: graceUntil(app, desk),
    serverPath,
    ...countsOf(desk, appID),
  };
}

function graceUntil({ previousSecret }: AppRecord, { cloud }: Desk): number | null {
  return previousSecret && previousSecret.until > cloud.clock.now() ? previousSecret.until : null;
}

function countsOf(desk: Desk, appID: number): { users: number; rooms: number; streams: number } {
  const app = desk.cloud.apps.find(appID);
  return { users: app?.sessions.size ?? 0, rooms: app?.rooms.size ?? 0, streams: app ? streamsOf(app) : 0 };
}

function streamsOf(app: App): number {
  let count = 0;
  for (const room of app.rooms.values()) count += room.streams.size;
  return count;
}

/** Text that sorts as time and AppID do. */
function orderOf({ createdAt, appID }: AppSummary): string {
  return `${String(createdAt).padStart(16, '0')}-${String(appID).padStart(10, '0')}`;
}
