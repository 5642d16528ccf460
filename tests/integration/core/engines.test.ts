import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningServer, start } from '../../../server/compose.ts';
import { createLog } from '../../../server/log.ts';
import { MemoryAppStore } from '../../../server/stores/memory/MemoryAppStore.ts';
import { Person } from '../../kit/node/Person.ts';

let store: MemoryAppStore;
let server: RunningServer;
let people: Person[];

async function startServer(port = 0): Promise<RunningServer> {
  return start(
    {
      port,
      host: '127.0.0.1',
      announcedAddress: '127.0.0.1',
      mediaHost: '127.0.0.1',
      mediaPort: 0,
      workers: 1,
      dataDir: '/nonexistent',
      tls: 'off',
      dev: true,
      logLevel: 'silent',
      awayMs: 5000,
      drainMs: 0,
    },
    { store, log: createLog({ level: 'silent', pretty: false }) },
  );
}

beforeEach(async () => {
  store = new MemoryAppStore();
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
