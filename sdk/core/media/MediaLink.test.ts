import { RtcError } from '@liuyun/protocol/errors';
import { testFakeParameters } from 'mediasoup-client';
import { describe, expect, test, vi } from 'vitest';
import { fakeTrack } from '../platform/fake/FakeTracks.ts';
import { failureOf, fakeCall, playOptions, streamOf } from '../platform/fake/fakeCall.ts';
import { setConnectionState } from '../platform/fake/fakeDevice.ts';
import { Sending } from './Sending.ts';

describe('publishing and playing', () => {
  test('[CLIENT-30] both tracks go in one request, DTLS parameters ahead of it without being waited for', async () => {
    const { server, login, publish, engine } = fakeCall();
    await login();
    server.script('connectTransport', () => 'silence');
    await publish(engine, 'mine', { extraInfo: 'hello' });
    expect(server.names().slice(3)).toEqual(['connectTransport', 'startPublishing']);
    const { tracks, extraInfo, transportID } = server.last('startPublishing') as Record<string, never> & {
      tracks: { kind: string; muted: boolean }[];
    };
    expect(tracks).toMatchObject([
      { kind: 'audio', muted: false },
      { kind: 'video', muted: false },
    ]);
    expect(extraInfo).toBe('hello');
    expect(transportID).toMatch(/^send-/);
    expect(engine.publishState('mine')).toBe('PUBLISHING');
  });

  test('[CLIENT-31] the wanted codec is on the wire; H.264 missing here means VP8', async () => {
    const withH264 = fakeCall();
    await withH264.login();
    await withH264.publish(withH264.engine, 'mine', { videoCodec: 'H264' });
    expect(JSON.stringify(withH264.server.last('startPublishing'))).toContain('video/H264');

    const without = fakeCall();
    without.platform.h264 = false;
    await without.login();
    await without.publish(without.engine, 'mine', { videoCodec: 'H264' });
    expect(JSON.stringify(without.server.last('startPublishing'))).toContain('video/VP8');
    expect(without.states('mine')).toEqual(['PUBLISH_REQUESTING', 'PUBLISHING']);
  });

  test('[CLIENT-35] tracks are never stopped or disabled, whatever happens to their stream', async () => {
    const { platform, server, login, publish, engine } = fakeCall();
    await login();
    const tracks = await publish(engine);
    engine.mutePublished('mine', 'audio', true);
    await platform.settle();
    platform.network.latest.cut();
    server.restart();
    await platform.pass(10, 10);
    engine.unpublish('mine');
    server.script('startPublishing', () => new RtcError('STREAM_ID_TAKEN'));
    engine.publish('other', tracks, { extraInfo: '', videoCodec: 'VP8' });
    await platform.settle();
    engine.close();
    for (const track of Object.values(tracks)) expect(track).toMatchObject({ readyState: 'live', enabled: true });
  });

  test('[CLIENT-41] a stream whose tracks have all ended cannot be published; one ended track does not take the other with it', async () => {
    const { platform, server, login, engine, states } = fakeCall();
    await login();
    const [audio, video] = [fakeTrack('audio'), fakeTrack('video')];
    video.stop();
    engine.publish('half', { audio, video }, { extraInfo: '', videoCodec: 'VP8' });
    await platform.settle();
    expect(states('half').at(-1)).toBe('PUBLISHING');
    expect(server.last('startPublishing').tracks).toMatchObject([{ kind: 'audio' }]);
    engine.publish('none', { video }, { extraInfo: '', videoCodec: 'VP8' });
    await platform.settle();
    expect(states('none').at(-1)).toBe('NO_PUBLISH NO_CAPTURE');
  });

  test('[CLIENT-36] without WebRTC one can log in and write, not publish or play', async () => {
    const { platform, server, login, publish, play, engine, reasons, states } = fakeCall();
    platform.webRtc = false;
    server.streams = [streamOf('bob', 'b')];
    await login();
    expect(reasons()).toEqual(['LOGINING', 'LOGINED']);
    const sent = engine.sendBroadcastMessage('room', 'hi');
    await platform.settle();
    expect(await sent).toMatchObject({ messageID: expect.any(Number) });
    await publish(engine);
    expect(states('mine')).toEqual(['PUBLISH_REQUESTING', 'NO_PUBLISH BROWSER_NOT_SUPPORTED']);
    expect(await failureOf(play('b'))).toBe('BROWSER_NOT_SUPPORTED');
  });

  test('[CLIENT-37] where the server offers a data channel, ICE and DTLS are done right after login', async () => {
    const { server, login, publish, engine } = fakeCall();
    for (const direction of ['receive', 'send']) {
      server.script('openTransport', () => {
        const { id: _, ...parameters } = testFakeParameters.generateTransportRemoteParameters();
        return { transportID: `warm-${direction}`, parameters: { ...parameters } };
      });
    }
    await login();
    expect(server.names().slice(3)).toEqual(['connectTransport', 'connectTransport']);
    expect(server.asked.slice(3).map(({ params }) => params.transportID)).toEqual(['warm-receive', 'warm-send']);
    await publish(engine);
    expect(server.count('connectTransport')).toBe(2);
    expect(server.last('startPublishing').transportID).toBe('warm-send');
  });
});

describe('a transport in trouble', () => {
  async function publishing() {
    const call = fakeCall();
    await call.login();
    await call.publish(call.engine);
    const transport = call.platform.transport('send');
    setConnectionState(transport, 'connected');
    return { ...call, transport };
  }

  test('[CLIENT-33] short disconnections are waited out, longer ones restart ICE', async () => {
    const { platform, server, transport } = await publishing();
    setConnectionState(transport, 'disconnected');
    await platform.pass(1_000);
    setConnectionState(transport, 'connected');
    await platform.pass(5_000);
    expect(server.count('restartIce')).toBe(0);
    setConnectionState(transport, 'disconnected');
    await platform.pass(1_500);
    expect(server.last('restartIce')).toEqual({ transportID: transport.id });
    setConnectionState(transport, 'connected');
    await platform.pass(20_000);
    expect(server.count('restartIce')).toBe(1);
    expect(server.count('openTransport')).toBe(2);
  });

  test('[CLIENT-33] four fruitless restarts lead to a new media link, without a new login', async () => {
    const { platform, server, transport, states, reasons } = await publishing();
    setConnectionState(transport, 'failed');
    await platform.pass(25_000);
    expect(server.count('restartIce')).toBe(4);
    expect(server.count('openTransport')).toBe(4);
    expect(states('mine').slice(-2)).toEqual(['PUBLISH_REQUESTING NETWORK_BROKEN', 'PUBLISHING']);
    expect(reasons().at(-1)).toBe('LOGINED');
    expect(transport.closed).toBe(true);
  });

  test('[CLIENT-33] a restart that helped begins a new count', async () => {
    const { platform, server, transport } = await publishing();
    for (let n = 0; n < 3; n++) {
      setConnectionState(transport, 'failed');
      await platform.pass(8_000);
      setConnectionState(transport, 'connected');
    }
    expect(server.count('restartIce')).toBeGreaterThan(4);
    expect(server.count('openTransport')).toBe(2);
  });

  test('[CLIENT-33] a failure that is told just after an ICE restart is one of before it, and no reason for another', async () => {
    const { platform, server, transport } = await publishing();
    setConnectionState(transport, 'failed');
    await platform.settle();
    expect(server.count('restartIce')).toBe(1);
    for (const state of ['disconnected', 'failed', 'disconnected', 'connected'] as const) {
      await platform.pass(20, 20);
      setConnectionState(transport, state);
    }
    await platform.pass(20_000);
    expect(server.count('restartIce')).toBe(1);
  });

  test('[CLIENT-134] streams hear that the browser has no connection, and when it has one again; also those that begin meanwhile', async () => {
    const { platform, engine, publish, transport } = await publishing();
    const cut = vi.spyOn(Sending.prototype, 'setCut');
    const told = () => cut.mock.calls.splice(0).map(([cut]) => cut);
    setConnectionState(platform.transport('recv'), 'disconnected');
    expect(told()).toEqual([]);
    setConnectionState(transport, 'disconnected');
    expect(told()).toEqual([true]);
    await publish(engine, 'other');
    expect(told()).toEqual([true]);
    setConnectionState(transport, 'connected');
    expect(told()).toEqual([false, false]);
    engine.unpublish('other');
    await platform.settle();
    setConnectionState(transport, 'failed');
    expect(told()).toEqual([true]);
    cut.mockRestore();
  });

  test('[CLIENT-33] if the restart did not help, there is another soon', async () => {
    const { platform, server, transport } = await publishing();
    setConnectionState(transport, 'failed');
    await platform.settle();
    setConnectionState(transport, 'disconnected');
    setConnectionState(transport, 'failed');
    await platform.pass(1_500);
    expect(server.count('restartIce')).toBe(2);
  });

  test('[CLIENT-33] a server that has lost the transport is asked for a new one when publishing or playing', async () => {
    const { platform, server, engine, login, publish, states } = fakeCall();
    await login();
    server.script('startPublishing', () => new RtcError('TRANSPORT_UNKNOWN'));
    await publish(engine);
    await platform.pass(1_000, 100);
    expect(server.count('openTransport')).toBe(4);
    expect(states('mine').at(-1)).toBe('PUBLISHING');
  });

  test('[CLIENT-33] a transport the server does not know leads there at once', async () => {
    const { platform, server, transport, states } = await publishing();
    server.script('restartIce', () => new RtcError('TRANSPORT_UNKNOWN'));
    setConnectionState(transport, 'failed');
    await platform.pass(500, 100);
    expect(server.count('openTransport')).toBe(4);
    expect(states('mine').at(-1)).toBe('PUBLISHING');
  });

  test('[CLIENT-33] without a connection the restart waits for the next one', async () => {
    const { platform, server, transport, states } = await publishing();
    platform.network.refusing.add('ws://one');
    platform.network.latest.cut();
    setConnectionState(transport, 'failed');
    await platform.pass(3_000);
    expect(server.count('restartIce')).toBe(0);
    platform.network.refusing.clear();
    await platform.pass(10_000);
    expect(server.count('restartIce')).toBeGreaterThan(0);
    expect(states('mine').at(-1)).toBe('PUBLISHING');
  });

  test('[CLIENT-34] a change of network opens a new socket and restarts ICE at once, however often it is told', async () => {
    const { platform, server, transport } = await publishing();
    await platform.pass(2_000);
    platform.hint('changed');
    platform.hint('online');
    await platform.pass(100, 100);
    expect(server.count('resumeRoom')).toBe(1);
    expect(server.count('restartIce')).toBe(1);
    platform.hint('online');
    await platform.pass(100, 100);
    expect(server.count('resumeRoom')).toBe(1);
    setConnectionState(transport, 'connected');
    await platform.pass(120_000, 2_000);
    platform.network.latest.freeze();
    platform.hint('changed');
    await platform.pass(100, 100);
    expect(server.count('resumeRoom')).toBe(2);
    expect(server.count('restartIce')).toBe(2);
  });

  test('[CLIENT-38] media that stalls has the socket asked; when it flows again over a stuck socket, a new one is opened', async () => {
    const { platform, server, transport, reasons } = await publishing();
    platform.network.latest.freeze();
    setConnectionState(transport, 'disconnected');
    await platform.pass(2_000);
    expect(platform.network.sockets).toHaveLength(1);
    setConnectionState(transport, 'connected');
    await platform.pass(800, 100);
    expect(reasons().slice(-2)).toEqual(['RECONNECTING ROOM_RECONNECTING', 'RECONNECTED']);
    expect(server.count('resumeRoom')).toBe(1);
  });

  test('[CLIENT-38] a socket that died without a word may have died with its network: ICE is restarted over the next one', async () => {
    const { platform, server } = await publishing();
    platform.network.latest.freeze();
    await platform.pass(7_500);
    expect(server.count('resumeRoom')).toBe(1);
    expect(server.count('restartIce')).toBe(1);
    platform.network.latest.cut();
    await platform.pass(500);
    expect(server.count('resumeRoom')).toBe(2);
    expect(server.count('restartIce')).toBe(1);
  });

  test('[CLIENT-38] media that stalls finds a dead socket within 4 s, and its return begins the next attempt at once', async () => {
    const { platform, transport, reasons } = await publishing();
    platform.network.latest.freeze();
    platform.network.silent.add('ws://one');
    setConnectionState(transport, 'disconnected');
    await platform.pass(4_000);
    expect(reasons().at(-1)).toBe('RECONNECTING ROOM_RECONNECTING');
    await platform.pass(1_000);
    platform.network.silent.clear();
    setConnectionState(transport, 'connected');
    await platform.settle();
    expect(reasons().at(-1)).toBe('RECONNECTED');
  });

  test('[CLIENT-39] when packets flow again the server is told to begin anew with key frames, at once or with the next socket', async () => {
    const { platform, server, transport } = await publishing();
    setConnectionState(transport, 'disconnected');
    setConnectionState(transport, 'connected');
    await platform.settle();
    expect(server.last('catchUp')).toEqual({ transportID: transport.id });
    expect(server.count('catchUp')).toBe(1);
    platform.network.latest.freeze();
    setConnectionState(transport, 'disconnected');
    setConnectionState(transport, 'connected');
    await platform.pass(1_000, 100);
    expect(server.count('resumeRoom')).toBe(1);
    expect(server.count('catchUp')).toBe(2);
    platform.network.latest.cut();
    await platform.pass(100, 100);
    expect(server.count('resumeRoom')).toBe(2);
    expect(server.count('catchUp')).toBe(2);
  });

  test('[CLIENT-33] media that the server lost is made anew, in the same session', async () => {
    const { platform, server, states, reasons, play } = await publishing();
    server.streams = [streamOf('bob', 'b')];
    const stream = await play('b', playOptions);
    server.tell('mediaLost', {});
    await platform.settle();
    await platform.pass(10, 10);
    expect(server.count('openTransport')).toBe(4);
    expect(server.count('loginRoom')).toBe(1);
    expect(states('mine').slice(-2)).toEqual(['PUBLISH_REQUESTING NETWORK_BROKEN', 'PUBLISHING']);
    expect(states('b').slice(-2)).toEqual(['PLAY_REQUESTING NETWORK_BROKEN', 'PLAYING']);
    expect(stream.getTracks()).toHaveLength(2);
    expect(reasons()).toEqual(['LOGINING', 'LOGINED']);
  });

  test('[CLIENT-33] a media link that cannot be opened is tried again, less and less often', async () => {
    const { platform, server, login, publish, engine, states } = fakeCall();
    for (let n = 0; n < 6; n++) server.script('openTransport', () => new RtcError('MEDIA_FAILED'));
    await login();
    await publish(engine);
    await platform.pass(5_000);
    expect(server.count('openTransport')).toBe(8);
    expect(states('mine').at(-1)).toBe('PUBLISHING');
  });
});
