import { describe, expect, it } from 'vitest';
import { consoleStage } from './consoleStage.ts';
import { track } from './rtp.ts';
import { elsewhere, openReceive, openSend } from './server.ts';

describe.skipIf(elsewhere)('console: records of calls', () => {
  const stage = consoleStage();

  it('[REC-60] calls are found, described and drawn while they go on and afterwards', async () => {
    const roomID = stage.fresh('room');
    const [ann, bob] = [await stage.login('ann', roomID), await stage.login('bob', roomID)];
    const send = await openSend(ann);
    await ann.ask('startPublishing', {
      streamID: 's',
      transportID: send,
      tracks: [track('audio'), track('video')],
      extraInfo: '',
    });
    const receive = await openReceive(bob);
    const capabilities = bob.snapshot.mediaCapabilities;
    await bob.ask('startPlaying', { streamID: 's', transportID: receive, capabilities, audio: true, video: true });
    await bob.ask('reportQuality', {
      played: [{ streamID: 's', playMs: 90, firstVideoMs: 240 }],
      samples: [{ streamID: 's', send: false, age: 0, fps: 14.5 }],
    });

    const browser = await stage.person('looker', 'viewer');
    const { items } = await browser.ask('searchCalls', { roomID, userID: 'bob' });
    const [open] = items;
    expect(open).toMatchObject({ roomID, appID: stage.app.appID, closedAt: null, users: 2, plays: 1, publications: 1 });
    const callID = open?.callID ?? '';
    const during = await browser.ask('getCall', { callID });
    expect(during.plays).toMatchObject([{ userID: 'bob', publisherID: 'ann', playMs: 90, firstVideoMs: 240, until: null }]);
    const { series } = await browser.ask('getQuality', { callID, userID: 'bob', streamID: 's' });
    expect(series).toMatchObject([{ direction: 'receive', fps: [14.5] }]);

    await bob.ask('logoutRoom', {});
    await ann.ask('logoutRoom', {});
    const after = await browser.ask('getCall', { callID });
    expect(after.call.closedAt).toBeGreaterThan(0);
    expect(after.stays.map(({ userID, reason }) => `${userID} ${reason}`)).toEqual(['ann loggedOut', 'bob loggedOut']);
    expect(after.publications[0]?.tracks.map(({ kind }) => kind)).toEqual(['audio', 'video']);
  });

  it('[REC-61] what is asked wrongly is said, and what is not there is NOT_FOUND', async () => {
    const browser = await stage.admin();
    const refused = (error: object) => ({ error });
    await expect(browser.ask('searchCalls', { limit: 1_000 })).rejects.toMatchObject(
      refused({ name: 'BAD_REQUEST', field: 'limit' }),
    );
    await expect(browser.ask('searchCalls', { cursor: 'made up' })).rejects.toMatchObject(refused({ name: 'BAD_REQUEST' }));
    await expect(browser.ask('getCall', { callID: 'f'.repeat(32) })).rejects.toMatchObject(refused({ name: 'NOT_FOUND' }));
    await expect(browser.ask('getQuality', { callID: 'no' })).rejects.toMatchObject(
      refused({ name: 'BAD_REQUEST', field: 'callID' }),
    );
    await expect(stage.browser().ask('searchCalls', {})).rejects.toMatchObject(refused({ name: 'UNAUTHENTICATED' }));
  });

  it('[REC-62] an export is a download, for whoever is signed in', async () => {
    const roomID = stage.fresh('=room');
    await stage.login('ann', roomID);
    const browser = await stage.admin();
    const get = (query: string, who = browser) => who.raw(`/console/api/exportCalls?${query}`);
    const csv = await get(`format=csv&rows=stays&roomID=${encodeURIComponent(roomID)}`);
    expect(csv).toMatchObject({ status: 200, headers: { 'content-disposition': 'attachment; filename="stays.csv"' } });
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.text.split('\r\n')).toHaveLength(3);
    expect(csv.text).toContain(`,'${roomID},ann,`);
    const json = await get(`format=json&appID=${stage.app.appID}&from=1`);
    expect((JSON.parse(json.text) as object[]).length).toBeGreaterThan(0);
    expect((await get('format=xls')).status).toBe(400);
    expect((await get('format=csv&appID=x')).status).toBe(400);
    expect((await get('format=csv', stage.browser())).status).toBe(401);
  });
});

describe.skipIf(elsewhere)('console: without records', () => {
  const stage = consoleStage({ config: { recordsDays: 0 } });

  it('[REC-63] with records-days 0 nothing is recorded, and that is said', async () => {
    const ann = await stage.login('ann', stage.fresh('room'));
    expect(ann.snapshot.reportQualityMs).toBeUndefined();
    expect(stage.server.records).toBeUndefined();
    const browser = await stage.admin();
    await expect(browser.ask('searchCalls', {})).rejects.toMatchObject({
      error: { name: 'NOT_FOUND', message: expect.stringContaining('records-days') },
    });
    expect((await browser.raw('/console/api/exportCalls?format=csv')).status).toBe(404);
  });
});
