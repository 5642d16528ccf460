import { FakeClock } from '@liuyun/kit';
import { expect, test, vi } from 'vitest';
import type { ZegoLogConfig } from '../types/room.ts';
import { RemoteLog } from './RemoteLog.ts';

const URL_OF_APP = 'https://logs.example/take';

function scene(config: ZegoLogConfig) {
  const clock = new FakeClock(1000);
  const posts: { url: string; text: string }[] = [];
  const state = { down: false };
  const remote = new RemoteLog({
    clock,
    post: async (url, text) => {
      if (state.down) throw new Error('down');
      posts.push({ url, text });
    },
  });
  remote.configure(config);
  const messages = () => posts.flatMap(({ text }) => text.split('\n').map((line) => JSON.parse(line).message as string));
  return { clock, posts, state, remote, messages };
}

test('[WEB-54] lines of remoteLogLevel and above go to logURL together, one JSON object each, every 5 s', async () => {
  const { clock, posts, remote } = scene({ logURL: URL_OF_APP, remoteLogLevel: 'warn' });
  remote.write('info', 'too low', undefined);
  remote.write('warn', 'one', { code: 7 });
  remote.write('error', 'two', undefined);
  clock.advance(4_999);
  expect(posts).toEqual([]);
  clock.advance(1);
  await vi.waitFor(() => expect(posts).toHaveLength(1));
  expect(posts[0]?.url).toBe(URL_OF_APP);
  expect(posts[0]?.text.split('\n').map((line) => JSON.parse(line))).toEqual([
    { at: 1000, level: 'warn', message: 'one', context: { code: 7 } },
    { at: 1000, level: 'error', message: 'two' },
  ]);
  expect(clock.pending).toBe(0);
});

test('[WEB-54] a server that does not answer gets the lines later, the oldest giving way beyond logSize; equal lines stay two', async () => {
  const { clock, state, remote, messages } = scene({ logURL: URL_OF_APP, logSize: 150 });
  state.down = true;
  for (const message of ['old', 'same', 'same', 'new']) remote.write('info', message.repeat(1), undefined);
  clock.advance(5_000);
  await Promise.resolve();
  state.down = false;
  await new Promise((resolve) => setTimeout(resolve, 0));
  remote.write('info', 'last', undefined);
  clock.advance(5_000);
  await vi.waitFor(() => expect(messages().at(-1)).toBe('last'));
  expect(messages()).not.toContain('old');
  expect(messages().length).toBeLessThanOrEqual(3);
});

test('[WEB-54] without an http address, at disable, with logSize 0 and after the end nothing is sent; what waits at the end is', async () => {
  const silent: ZegoLogConfig[] = [
    {},
    { logURL: 'wss://logs.example' },
    { logURL: 'nonsense' },
    { logURL: URL_OF_APP, remoteLogLevel: 'disable' },
    { logURL: URL_OF_APP, logSize: 0 },
  ];
  for (const config of silent) {
    const { clock, posts, remote } = scene(config);
    remote.write('error', 'x', undefined);
    clock.advance(60_000);
    remote.close();
    await Promise.resolve();
    expect(posts, JSON.stringify(config)).toEqual([]);
    expect(clock.pending).toBe(0);
  }
  const { messages, remote } = scene({ logURL: URL_OF_APP });
  remote.write('info', 'farewell', undefined);
  remote.close();
  remote.write('info', 'too late', undefined);
  await vi.waitFor(() => expect(messages()).toEqual(['farewell']));
});

test('[WEB-54] more than a page may leave behind goes in several posts, and a context that cannot be written is left out', async () => {
  const { clock, posts, remote, messages } = scene({ logURL: URL_OF_APP });
  const ring: Record<string, unknown> = {};
  ring.itself = ring;
  remote.write('info', 'ring', ring);
  for (let index = 0; index < 30; index++) remote.write('info', `${index} ${'x'.repeat(3000)}`, undefined);
  clock.advance(5_000);
  await vi.waitFor(() => expect(messages()).toHaveLength(31));
  expect(posts.length).toBeGreaterThan(2);
  for (const { text } of posts) expect(new TextEncoder().encode(text).length).toBeLessThan(65_536);
});
