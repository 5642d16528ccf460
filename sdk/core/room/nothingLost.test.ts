import { describe, expect, test } from 'vitest';
import { failureOf, fakeCall, streamOf } from '../platform/fake/fakeCall.ts';

const bob = streamOf('bob', 'b').user;
const text = (message: string) => ({ messages: [{ fromUser: bob, message, sendTime: 1, messageID: 1 }] });

describe('what a connection that dies takes with it', () => {
  test('[CLIENT-24] a returning client says what it has heard last; what it is told twice it tells once', async () => {
    const { platform, server, login, of } = fakeCall();
    await login();
    server.tell('broadcastMessages', text('one'), 1);
    server.tell('broadcastMessages', text('two'), 2);
    await platform.settle();
    platform.network.latest.cut();
    await platform.pass(10, 10);
    expect(server.last('resumeRoom')).toMatchObject({ heard: 2 });
    server.tell('broadcastMessages', text('two'), 2);
    server.tell('broadcastMessages', text('three'), 3);
    await platform.settle();
    const heard = of('broadcastMessagesReceived').map(([, messages]) => (messages as { message: string }[])[0]?.message);
    expect(heard).toEqual(['one', 'two', 'three']);
  });

  test('[CLIENT-24] heartbeats say what was heard; a new session counts anew; a gap is remembered for the log', async () => {
    const { platform, server, login, of, engine } = fakeCall();
    await login();
    server.tell('broadcastMessages', text('one'), 7);
    await platform.pass(12_000, 1_000);
    expect(server.heard).toBe(7);
    expect(JSON.stringify(engine.history())).toContain('notices missed');
    server.restart();
    platform.network.latest.cut();
    await platform.pass(10, 10);
    server.tell('broadcastMessages', text('first'), 1);
    await platform.settle();
    expect(of('broadcastMessagesReceived')).toHaveLength(2);
  });

  test('[CLIENT-25] a message on its way when the connection dies is sent again under the same name, and answered once', async () => {
    const { platform, server, login, engine } = fakeCall();
    await login();
    server.script('sendBroadcastMessage', () => 'silence');
    const sent = engine.sendBroadcastMessage('room', 'hi');
    await platform.settle();
    const { once } = server.last('sendBroadcastMessage');
    expect(once).toMatch(/^[0-9a-f]{16}$/);
    platform.network.latest.cut();
    await platform.pass(10, 10);
    expect(await sent).toMatchObject({ messageID: expect.any(Number) });
    expect(server.count('sendBroadcastMessage')).toBe(2);
    expect(server.last('sendBroadcastMessage').once).toBe(once);
  });

  test('[CLIENT-25] in a new session, which knows nothing of it, or after 10 s, it is SOCKET_CLOSED and not sent again', async () => {
    for (const away of ['restarted', 'unreachable'] as const) {
      const { platform, server, login, engine } = fakeCall();
      await login();
      server.script('sendCustomCommand', () => 'silence');
      const sent = failureOf(engine.sendCustomCommand('room', 'hi', []));
      await platform.settle();
      if (away === 'restarted') server.restart();
      else platform.network.refusing.add('ws://one');
      platform.network.latest.cut();
      await platform.pass(11_000, 500);
      expect(await sent).toBe('SOCKET_CLOSED');
      platform.network.refusing.clear();
      await platform.pass(10_000, 500);
      expect(server.count('sendCustomCommand')).toBe(1);
      engine.close();
      await platform.settle();
      expect(platform.clock.pending).toBe(0);
    }
  });

  test('[CLIENT-25] leaving the room answers it at once', async () => {
    const { platform, server, login, engine } = fakeCall();
    await login();
    server.script('sendBroadcastMessage', () => 'silence');
    const sent = failureOf(engine.sendBroadcastMessage('room', 'hi'));
    await platform.settle();
    platform.network.refusing.add('ws://one');
    platform.network.latest.cut();
    await platform.settle();
    engine.logout();
    expect(await sent).toBe('SOCKET_CLOSED');
  });
});
