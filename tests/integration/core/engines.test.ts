import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningServer, start } from '../../../server/compose.ts';
import { createLog } from '../../../server/log.ts';
import { openTestEngine } from '../../../server/media/mediasoup/openTestEngine.ts';
import { MemoryAppStore } from '../../../server/stores/memory/MemoryAppStore.ts';
import { Person } from '../../kit/node/Person.ts';

let store: LastingStore;
let server: RunningServer;
let media: Awaited<ReturnType<typeof openTestEngine>>;
let people: Person[];

/** Apps outlive a restart, as they do on disk. */
class LastingStore extends MemoryAppStore {
  override async close(): Promise<void> {}
}

async function startServer(port = 0): Promise<RunningServer> {
  media = await openTestEngine({ workers: 1 });
  return start(
    {
      port,
      host: '127.0.0.1',
      announcedAddress: '127.0.0.1',
      mediaHost: '127.0.0.1',
      mediaPort: 0,
      workers: 1,
      turnUrls: [],
      turnSecret: undefined,
      dataDir: '/nonexistent',
      secretKeyFile: undefined,
      secretKey: undefined,
      tls: 'off',
      dev: true,
      logLevel: 'silent',
      callbackAllowPrivate: false,
      socketsPerAddress: 2_000,
      unauthenticatedSockets: 10_000,
      loginsPerAddress: 100,
      serverApiRate: 100,
      serverApiRates: {},
      trustedProxies: ['loopback'],
      metricsToken: undefined,
      metricsPort: undefined,
      metricsHost: '127.0.0.1',
      metricsApps: 0,
      otelEndpoint: undefined,
      otelShare: 100,
      awayMs: 5000,
      drainMs: 0,
      recordsDays: 30,
      recordsRows: 100_000,
      qualityReports: true,
      qualityDays: 7,
      qualityRows: 100_000,
    },
    { store, engine: media.engine, log: createLog({ level: 'silent', pretty: false }) },
  );
}

beforeEach(async () => {
  store = new LastingStore();
  people = [];
  server = await startServer();
});

afterEach(async () => {
  for (const { engine } of people) engine.close();
  await server.close();
});

function person(userID: string): Person {
  const { appID, appSign } = server.app ?? { appID: 0, appSign: '' };
  const one = new Person(userID, { appID, appSign, servers: [server.signallingUrl] });
  people.push(one);
  return one;
}

async function callOfTwo(): Promise<{ ann: Person; bob: Person }> {
  const [ann, bob] = [person('ann'), person('bob')];
  await ann.login();
  await bob.login();
  ann.publish('ann-1');
  await bob.sees('ADD', 'ann-1');
  await bob.engine.play('ann-1', { audio: true, video: true });
  await bob.playing('ann-1');
  return { ann, bob };
}

test('[CLIENT-70] two engines in one room see each other, and one plays what the other publishes', async () => {
  const { ann, bob } = await callOfTwo();
  await ann.heard('usersChanged', (_, change, users) => change === 'ADD' && users.some(({ userID }) => userID === 'bob'));
  await ann.published('ann-1');
  expect(await bob.heard('remoteTrackChanged', (_, kind, muted) => kind === 'video' && !muted)).toBeTruthy();
  ann.engine.mutePublished('ann-1', 'video', true);
  await bob.heard('remoteTrackChanged', (_, kind, muted) => kind === 'video' && muted);
  await ann.engine.setStreamExtraInfo('ann-1', 'new');
  await bob.heard('streamExtraInfoChanged', (_, id, user, info) => id === 'ann-1' && user.userID === 'ann' && info === 'new');
  await ann.engine.sendBroadcastMessage('room', 'hi');
  await bob.heard('broadcastMessagesReceived', (_, [first]) => first?.message === 'hi' && first.fromUser.userID === 'ann');
  ann.engine.logout();
  await bob.sees('DELETE', 'ann-1');
  await bob.playing('ann-1', 'PLAY_REQUESTING');
});

test('[CLIENT-71] the same user logging in elsewhere kicks the first client out, which does not come back', async () => {
  const { ann, bob } = await callOfTwo();
  const elsewhere = person('ann');
  await elsewhere.login();
  await ann.heard('roomStateChanged', (_, reason, failure) => reason === 'KICKOUT' && failure === 'KICKED_BY_OTHER_LOGIN');
  await ann.heard('publisherStateChanged', (_, state, failure) => state === 'NO_PUBLISH' && failure === 'KICKED_BY_OTHER_LOGIN');
  await bob.sees('DELETE', 'ann-1');
  expect(ann.engine.room).toBeUndefined();
  expect(ann.engine.publishedStreams()).toEqual([]);
  expect(elsewhere.engine.room?.state).toBe('loggedIn');
});

test('[CLIENT-71] a first client that was offline then finds out when it comes back, and leaves the other where it is', async () => {
  const { ann, bob } = await callOfTwo();
  ann.platform.offline = true;
  ann.platform.cut();
  const elsewhere = person('ann');
  await elsewhere.login();
  await bob.sees('DELETE', 'ann-1');
  ann.platform.offline = false;
  ann.platform.hint('online');
  await ann.heard(
    'roomStateChanged',
    (_, reason, failure) => reason === 'RECONNECT_FAILED' && failure === 'USER_ACTIVE_ELSEWHERE',
  );
  expect(ann.engine.room).toBeUndefined();
  expect(elsewhere.engine.room?.state).toBe('loggedIn');
});

test('[CLIENT-72] after the loss of a socket the session goes on: nobody is told, media stays, what was missed is made up for', async () => {
  const { ann, bob } = await callOfTwo();
  await ann.published('ann-1');
  bob.forget();
  ann.forget();
  const transports = ann.platform.transports.length;
  ann.platform.cut();
  await ann.room('RECONNECTING');
  const cat = person('cat');
  await cat.login();
  await ann.room('RECONNECTED');
  await ann.heard('usersChanged', (_, change, users) => change === 'ADD' && users.some(({ userID }) => userID === 'cat'));
  expect(ann.platform.transports).toHaveLength(transports);
  expect(ann.engine.publishState('ann-1')).toBe('PUBLISHING');
  expect(ann.told.filter(({ name }) => name === 'publisherStateChanged')).toEqual([]);
  expect(bob.told.filter(({ name }) => name === 'streamsChanged' || name === 'playerStateChanged')).toEqual([]);
  await ann.engine.sendBroadcastMessage('room', 'back');
  await bob.heard('broadcastMessagesReceived', (_, [first]) => first?.message === 'back');
});

test('[CLIENT-73] what is muted and stopped without a connection reaches the server with the next one', async () => {
  const { ann, bob } = await callOfTwo();
  await ann.published('ann-1');
  ann.publish('ann-2');
  await bob.sees('ADD', 'ann-2');
  bob.forget();
  ann.platform.cut();
  ann.engine.mutePublished('ann-1', 'audio', true);
  expect(ann.engine.unpublish('ann-2')).toBe(true);
  await ann.room('RECONNECTED');
  await bob.heard('remoteTrackChanged', (id, kind, muted) => id === 'ann-1' && kind === 'audio' && muted);
  await bob.sees('DELETE', 'ann-2');
});

test('[CLIENT-74] after a restart of the server everybody is back, publishing and playing as before', async () => {
  const { ann, bob } = await callOfTwo();
  const played = await bob.heard('playerStateChanged', (_, state) => state === 'PLAYING');
  expect(played).toBeTruthy();
  await ann.published('ann-1');
  ann.forget();
  bob.forget();
  const port = Number(new URL(server.url).port);
  await server.close();
  await Promise.all([ann.room('RECONNECTING'), bob.room('RECONNECTING')]);
  server = await startServer(port);
  await Promise.all([ann.room('RECONNECTED'), bob.room('RECONNECTED')]);
  await ann.published('ann-1', 'PUBLISH_REQUESTING');
  await ann.published('ann-1');
  await bob.playing('ann-1');
  await bob.heard('playedTrackReplaced', (_, track) => track.kind === 'video');
});

test('[CLIENT-75] when the media worker dies everybody publishes and plays again without a new login', async () => {
  const { ann, bob } = await callOfTwo();
  await ann.published('ann-1');
  ann.forget();
  bob.forget();
  await media.killWorker(0);
  await ann.published('ann-1', 'PUBLISH_REQUESTING');
  await ann.published('ann-1');
  await bob.playing('ann-1');
  expect(ann.told.filter(({ name }) => name === 'roomStateChanged')).toEqual([]);
});

test('[CLIENT-76] a refused login rejects with the failure of the server and leaves no room behind', async () => {
  const eve = new Person('eve', { appID: server.app?.appID ?? 0, appSign: 'ab'.repeat(32), servers: [server.signallingUrl] });
  people.push(eve);
  await expect(eve.login()).rejects.toMatchObject({ failure: 'APP_SIGN_WRONG' });
  expect(eve.engine.room).toBeUndefined();
  const lost = new Person('lost', { appID: 1, appSign: 'ab'.repeat(32), servers: ['ws://127.0.0.1:1'] });
  people.push(lost);
  await expect(lost.login()).rejects.toMatchObject({ failure: 'CONNECT_FAILED' });
});

test('[CLIENT-77] a room is left at once: others see it, and the same room can be entered again', async () => {
  const { ann, bob } = await callOfTwo();
  ann.engine.logout('room');
  await bob.heard('usersChanged', (_, change, users) => change === 'DELETE' && users.some(({ userID }) => userID === 'ann'));
  await ann.login();
  ann.publish('ann-1');
  await ann.published('ann-1');
  bob.forget();
  await bob.playing('ann-1');
});
