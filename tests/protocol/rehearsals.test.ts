import { describe, expect, test } from 'vitest';
import type { FakeMediaTransport } from '../../server/media/fake/FakeMediaTransport.ts';
import { elsewhere, onStage, openReceive, openSend } from './server.ts';

describe.skipIf(elsewhere)('development mode', () => {
  const stage = onStage({ dev: true });

  test('[ROOMX-10] in development mode a client may have its worker killed, be told to leave, and be held to a bitrate', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    await openSend(ann);
    await openReceive(ann);
    const transports = () =>
      stage.server.cloud
        .mediaOf(sessionOf(ann.snapshot.sessionID))
        .transports.map((one) => (one as FakeMediaTransport).limitedTo);
    await ann.ask('rehearse', { scenario: 'bandwidth', kbps: 300 });
    expect(transports()).toEqual([300_000, 300_000]);
    await ann.ask('rehearse', { scenario: 'bandwidth', kbps: 0 });
    expect(transports()).toEqual([undefined, undefined]);
    await ann.ask('rehearse', { scenario: 'serverLeaving', retryAfterMs: 250 });
    expect(await ann.next('serverClosing')).toEqual({ retryAfterMs: 250 });
    await ann.ask('rehearse', { scenario: 'workerDeath' });
    await ann.next('mediaLost');
    await openSend(ann);
  });

  function sessionOf(sessionID: string) {
    const session = stage.server.cloud.apps.session(sessionID);
    if (!session) throw new Error('no session');
    return session;
  }
});
