import { expect, test } from 'vitest';
import { FakePlatform } from '../platform/fake/FakePlatform.ts';
import { failureOf } from '../platform/fake/fakeCall.ts';
import { SignallingLink } from './SignallingLink.ts';

function linkTo(...servers: string[]) {
  const platform = new FakePlatform();
  return { platform, link: () => new SignallingLink(platform, servers) };
}

test('[CLIENT-1] servers are tried in turn; one that refuses, or stays silent for 5 s, makes room for the next', async () => {
  const { platform, link: open } = linkTo('ws://refuses', 'ws://silent', 'ws://good');
  platform.network.refusing.add('ws://refuses');
  platform.network.silent.add('ws://silent');
  const link = open();
  await platform.settle();
  expect(platform.network.latest.url).toBe('ws://silent');
  await platform.pass(4_900);
  expect(link.state).toBe('connecting');
  await platform.pass(200);
  expect(platform.network.latest.url).toBe('ws://good');
  expect(link.state).toBe('open');
});

test('[CLIENT-1] without any server the link closes, and says that none was reached', async () => {
  const { platform, link: open } = linkTo('ws://refuses');
  platform.network.refusing.add('ws://refuses');
  const link = open();
  const ends: unknown[] = [];
  link.facts.on('closed', (end) => void ends.push(end));
  const asked = failureOf(link.ask('sendBarrageMessage', { message: 'x' }));
  await platform.settle();
  await platform.pass(1, 1);
  expect(await asked).toBe('SOCKET_CLOSED');
  expect(ends).toMatchObject([{ code: 1006, opened: false }]);
  expect(platform.clock.pending).toBe(0);
});

test('[CLIENT-2] requests made while connecting are sent in order once a server has accepted, none waiting for an answer', async () => {
  const { platform, link: open } = linkTo('ws://good');
  const link = open();
  platform.server.script('sendBarrageMessage', () => 'silence');
  void link.ask('sendBarrageMessage', { message: '1' }).catch(() => undefined);
  const second = link.ask('stopPlaying', { streamID: 's' });
  await platform.settle();
  expect(platform.server.names()).toEqual(['sendBarrageMessage', 'stopPlaying']);
  expect(await second).toEqual({});
});

test('[CLIENT-3] a request nobody answers times out 10 s after it was sent, not after it was made', async () => {
  const { platform, link: open } = linkTo('ws://silent', 'ws://good');
  platform.network.silent.add('ws://silent');
  platform.server.script('stopPlaying', () => 'silence');
  const link = open();
  let failure = '';
  void failureOf(link.ask('stopPlaying', { streamID: 's' })).then((name) => (failure = name));
  await platform.pass(14_500);
  expect(failure).toBe('');
  await platform.pass(1_000);
  expect(failure).toBe('TIMEOUT');
});

test('[CLIENT-3] the end of the connection answers what was waiting', async () => {
  const { platform, link: open } = linkTo('ws://good');
  platform.server.script('stopPlaying', () => 'silence');
  const link = open();
  const asked = failureOf(link.ask('stopPlaying', { streamID: 's' }));
  await platform.settle();
  platform.network.latest.cut();
  expect(await asked).toBe('SOCKET_CLOSED');
  expect(await failureOf(link.ask('stopPlaying', { streamID: 's' }))).toBe('SOCKET_CLOSED');
  expect(platform.clock.pending).toBe(0);
});

test('[CLIENT-3] any close code of a server ends the link, also those that a browser may not use itself', async () => {
  for (const code of [1001, 1006, 1011, 1012, 4003]) {
    const { platform, link: open } = linkTo('ws://good');
    const link = open();
    const ends: unknown[] = [];
    link.facts.on('closed', (end) => void ends.push(end));
    await platform.settle();
    platform.network.latest.close(code, 'bye');
    await platform.settle();
    expect(ends).toEqual([{ code, reason: 'bye', opened: true, silent: false }]);
    expect(platform.clock.pending).toBe(0);
  }
});

test('[CLIENT-4] what is no frame of ours is passed over', async () => {
  const { platform, link: open } = linkTo('ws://good');
  const link = open();
  const told: unknown[] = [];
  link.facts.on('told', (notice) => void told.push(notice));
  await platform.settle();
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '7',
    '{"id":"1","ok":{}}',
    '{"id":1}',
    '{"tell":"mediaLost"}',
    '{"id":99,"ok":{}}',
  ]) {
    platform.network.latest.send(text);
  }
  platform.network.latest.send('{"tell":"mediaLost","body":{}}');
  await platform.settle();
  expect(told).toEqual([{ tell: 'mediaLost', body: {} }]);
  expect(link.state).toBe('open');
});

test('[CLIENT-5] a connection that dies without a word is found out by its heartbeat', async () => {
  const { platform, link: open } = linkTo('ws://good');
  const link = open();
  await platform.settle();
  await platform.pass(60_000, 5_000);
  expect(link.state).toBe('open');
  platform.network.latest.freeze();
  await platform.pass(17_000, 1_000);
  expect(link.state).toBe('open');
  await platform.pass(1_000);
  expect(link.state).toBe('closed');
  expect(platform.clock.pending).toBe(0);
});

test('[CLIENT-6] after a hint, 4 s of silence are enough', async () => {
  const { platform, link: open } = linkTo('ws://good');
  const link = open();
  await platform.settle();
  link.probe();
  await platform.pass(5_000);
  expect(link.state).toBe('open');
  platform.network.latest.freeze();
  link.probe();
  await platform.pass(4_000);
  expect(link.state).toBe('closed');
});
