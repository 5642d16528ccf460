import { expect, test } from 'vitest';
import { History } from '../History.ts';
import { FakeNetworks } from '../platform/fake/FakeNetworks.ts';
import { FakePlatform } from '../platform/fake/FakePlatform.ts';
import { fakeCall, playOptions, streamOf } from '../platform/fake/fakeCall.ts';
import { setConnectionState } from '../platform/fake/fakeDevice.ts';
import { SignallingLink } from '../signalling/SignallingLink.ts';
import { NetworkSigns } from './NetworkSigns.ts';
import { Reconnection } from './Reconnection.ts';

/** Somebody who publishes and plays, in a browser that tells its connections late of another network. */
async function calling() {
  const call = fakeCall();
  const networks = new FakeNetworks();
  call.platform.networks = networks;
  await call.login();
  await call.publish(call.engine);
  call.server.streams = [streamOf('bob', 'b')];
  await call.play('b', playOptions);
  setConnectionState(call.platform.transport('send'), 'connected');
  await call.platform.pass(2_000);
  call.server.ownStreams = ['mine'];
  call.server.asked.length = 0;
  return { ...call, networks };
}

test('[CLIENT-26] where an ICE restart cannot find the new network, connections that know it take over without a stop', async () => {
  const { platform, server, networks, states, reasons } = await calling();
  networks.news = true;
  platform.hint('changed');
  await platform.pass(200, 100);
  expect(server.count('restartIce')).toBe(2);
  expect(networks.made).toBe(0);
  await platform.pass(200, 100);
  expect(networks.made).toBe(1);
  const opened = server.asked.filter(({ name }) => name === 'openTransport').map(({ params }) => params);
  expect(opened).toEqual([
    { direction: 'receive', keepStreams: true },
    { direction: 'send', keepStreams: true },
  ]);
  expect(server.last('startPublishing')).toMatchObject({ streamID: 'mine', transportID: platform.transport('send').id });
  expect(server.count('startPlaying')).toBe(1);
  expect(server.names()).not.toContain('stopPublishing');
  expect(server.names()).not.toContain('stopPlaying');
  expect(states('mine').slice(-2)).toEqual(['PUBLISH_REQUESTING NETWORK_BROKEN', 'PUBLISHING']);
  expect(states('b').slice(-2)).toEqual(['PLAY_REQUESTING NETWORK_BROKEN', 'PLAYING']);
  expect(reasons().slice(-2)).toEqual(['RECONNECTING ROOM_RECONNECTING', 'RECONNECTED']);
  expect(networks.released).toBe(0);
});

test('[CLIENT-26] where they have heard of it by then, or nothing can be made, the ICE restart is all', async () => {
  for (const [news, frames] of [
    [false, true],
    [true, false],
  ] as const) {
    const { platform, server, networks, states } = await calling();
    Object.assign(networks, { news, frames });
    platform.hint('changed');
    await platform.pass(5_000, 100);
    expect(networks.asked).toBe(1);
    expect(server.count('restartIce')).toBeGreaterThan(0);
    expect(server.count('openTransport')).toBe(0);
    expect(states('mine').at(-1)).toBe('PUBLISHING');
  }
});

test('[CLIENT-26] such connections are let go with the link, and made anew as usual when somebody takes them away', async () => {
  const { platform, server, engine, networks, states } = await calling();
  networks.news = true;
  platform.hint('changed');
  await platform.pass(500, 100);
  networks.takeAway();
  await platform.pass(1_000, 100);
  expect(networks.released).toBe(1);
  expect(server.count('stopPublishing')).toBe(1);
  expect(states('mine').at(-1)).toBe('PUBLISHING');
  engine.logout('room');
  expect(networks.released).toBe(networks.made);
});

test('[CLIENT-27] a stream that is stopped while it waits to be taken over is stopped on the server', async () => {
  const { platform, server, engine, networks } = await calling();
  networks.news = true;
  server.script('startPublishing', () => 'silence');
  platform.hint('changed');
  await platform.pass(500, 100);
  expect(server.names()).not.toContain('stopPublishing');
  engine.unpublish('mine');
  await platform.settle();
  expect(server.last('stopPublishing')).toEqual({ streamID: 'mine' });
});

test('[CLIENT-26] a network that goes again before it was taken over: what waits is taken over by the next connections', async () => {
  const { platform, server, networks, states } = await calling();
  networks.news = true;
  server.script('openTransport', () => 'silence');
  server.script('openTransport', () => 'silence');
  platform.hint('changed');
  await platform.pass(500, 100);
  expect(networks.made).toBe(1);
  networks.news = false;
  platform.network.latest.cut();
  await platform.pass(2_000, 100);
  expect(networks.released).toBe(1);
  expect(server.last('openTransport')).toEqual({ direction: 'send', keepStreams: true });
  expect(server.names()).not.toContain('stopPublishing');
  expect([states('mine').at(-1), states('b').at(-1)]).toEqual(['PUBLISHING', 'PLAYING']);
  // Once that is over nothing waits any more.
  server.asked.length = 0;
  await platform.pass(40_000, 1_000);
  server.tell('mediaLost', {});
  await platform.pass(1_000, 100);
  expect(server.last('openTransport')).toEqual({ direction: 'send' });
});

test('[CLIENT-28] without any network the machine is asked for another one: it is returned over at once, and media takes over at once', async () => {
  const { platform, server, networks, states, reasons } = await calling();
  platform.network.refusing.add('ws://one');
  platform.network.latest.cut();
  // The attempt of now and the one 0.3 s later have failed; the next is due after a second or more.
  await platform.pass(700, 50);
  const { asked } = networks;
  expect(asked).toBeGreaterThan(1);
  networks.news = true;
  platform.network.refusing.clear();
  await platform.pass(300, 50);
  expect(reasons().at(-1)).toBe('RECONNECTED');
  expect(networks.made).toBe(1);
  expect(server.count('restartIce')).toBe(0);
  expect(states('mine').at(-1)).toBe('PUBLISHING');
  await platform.pass(5_000, 250);
  expect(networks.asked).toBe(asked + 1);
});

test('[CLIENT-28] it is asked twenty times at most', async () => {
  const { platform, networks, reasons } = await calling();
  platform.network.refusing.add('ws://one');
  platform.network.latest.cut();
  await platform.pass(30_000, 100);
  expect(networks.asked).toBe(20);
  platform.network.refusing.clear();
  await platform.pass(5_000, 100);
  expect(reasons().at(-1)).toBe('RECONNECTED');
});

/** Signs of the network beside a real socket. */
async function signs({ news, silent, leaves = false }: { news: boolean; silent: boolean; leaves?: boolean }) {
  const platform = new FakePlatform();
  const link = new SignallingLink(platform, ['ws://one']);
  await platform.settle();
  await platform.pass(2_000);
  if (silent) platform.network.latest.freeze();
  let attempts = 0;
  const { clock, random } = platform;
  const reconnection = new Reconnection({
    ...{ clock, random, windowMs: () => 60_000, connectMs: () => 10, gaveUp: () => undefined },
    attempt: () => void attempts++,
  });
  const networks = new FakeNetworks();
  networks.news = news;
  networks.looking = () => platform.settle();
  const history = new History(clock);
  const state = () => {
    if (link.state === 'open') return 'loggedIn' as const;
    return leaves ? ('loggedOut' as const) : ('reconnecting' as const);
  };
  const it = new NetworkSigns({ clock, history, reconnection, networks, state, link: () => link });
  it.packetsPause();
  it.packetsPause();
  await platform.settle();
  await platform.settle();
  return { it, link, networks, attempts: () => attempts, now: clock.now() };
}

test('[CLIENT-26] media that pauses, a silent socket and an unheard address: the socket is given up at once, and that is remembered', async () => {
  const { it, link, networks, attempts, now } = await signs({ news: true, silent: true });
  expect(networks.asked).toBe(1);
  expect(link.state).toBe('closed');
  expect(attempts()).toBe(1);
  expect(it.takeChange(now)).toEqual({ networkChanged: true, unheard: true });
  expect(it.takeChange(now)).toEqual({ networkChanged: false, unheard: false });
});

test('[CLIENT-97] who leaves the room when the socket is given up is not logged in again', async () => {
  const { link, attempts } = await signs({ news: true, silent: true, leaves: true });
  expect(link.state).toBe('closed');
  expect(attempts()).toBe(0);
});

test('[CLIENT-26] a socket that answers, or no news, and all stays as it is', async () => {
  for (const given of [
    { news: true, silent: false },
    { news: false, silent: true },
  ]) {
    const { it, link, attempts, now } = await signs(given);
    expect(link.state).toBe('open');
    expect(attempts()).toBe(0);
    expect(it.takeChange(now)).toEqual({ networkChanged: false, unheard: false });
    link.close();
  }
});
