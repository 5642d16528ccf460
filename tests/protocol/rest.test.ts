import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeApp } from '../../server/operations/changeApp.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { apiOf, elsewhere, onStage } from './server.ts';

describe('server API: the door', () => {
  const stage = onStage();
  const api = apiOf(stage);
  const asked = () => ({ RoomId: stage.fresh('none'), UserId: ['ann'] });
  const NO_ROOM = 104;

  it('[REST-1] is at the root and at /api, by GET and POST', async () => {
    const query = () => api.query('KickoutUser', asked());
    for (const path of ['/', '/api/', '/api']) {
      for (const method of ['GET', 'POST']) {
        const answer = await api.send(`${path}?${query()}`, { method });
        expect(answer).toEqual({ Code: NO_ROOM, Message: expect.any(String), RequestId: expect.any(String), Data: {} });
      }
    }
  });

  it.each([
    ['AppId is no number', 100000001, { AppId: '12x' }],
    ['AppId missing', 100000001, { AppId: '' }],
    ['AppId too big', 100000001, { AppId: '4294967296' }],
    ['AppId not canonical', 100000001, { AppId: '0123' }],
    ['Timestamp missing', 100000002, { Timestamp: '' }],
    ['Timestamp of a wrong form', 100000003, { Timestamp: 'now' }],
    ['Timestamp negative', 100000003, { Timestamp: '-1' }],
    ['too old', 100000004, { Timestamp: String(Math.floor(Date.now() / 1000) - 660) }],
    ['from the future', 100000004, { Timestamp: String(Math.floor(Date.now() / 1000) + 660) }],
    ['signature wrong', 100000005, { Signature: '0'.repeat(32) }],
    ['nonce longer than 64', 100000005, { SignatureNonce: 'f'.repeat(65) }],
    ['Action missing', 100000006, { Action: '' }],
    ['Action unknown', 100000007, { Action: 'KickoutUserNow' }],
    ['Action of the language', 100000007, { Action: '__proto__' }],
    ['nonce missing', 100000008, { SignatureNonce: '' }],
    ['signature missing', 100000009, { Signature: '' }],
    ['no such app', 100000011, { AppId: '7' }],
    ['SignatureVersion missing', 100000013, { SignatureVersion: '' }],
    ['SignatureVersion unknown', 100000014, { SignatureVersion: '1.0' }],
    ['test environment', 100000016, { IsTest: 'yes' }],
  ] as [string, number, { [name: string]: string }][])('[REST-2] %s is %i', async (_what, code, change) => {
    const answer = await api.get(`/api/?${api.query('KickoutUser', asked(), change)}`);
    expect(answer).toMatchObject({ Code: code, Data: {} });
  });

  it('[REST-2] a Host header that is none is 100000000', async () => {
    const path = `/?${api.query('KickoutUser', asked())}`;
    expect(await api.send(path, { method: 'GET', headers: { Host: 'evil"host' } })).toMatchObject({ Code: 100000000 });
  });

  it('[REST-2] a production environment named as such is fine, and a clock 9 minutes off', async () => {
    expect((await api.call('KickoutUser', asked(), { IsTest: 'false' })).Code).toBe(NO_ROOM);
    for (const off of [-540, 540]) {
      const Timestamp = String(Math.floor(stage.now() / 1000) + off);
      expect((await api.call('KickoutUser', asked(), { Timestamp })).Code).toBe(NO_ROOM);
    }
  });

  it('[REST-4, SEC-7] a signature that covers everything is taken, and refused when anything was changed', async () => {
    const values = { RoomId: stage.fresh('none'), UserId: ['ann'], CustomReason: "it's (5 + 5) * 2 ~ 十" };
    expect((await api.call3('KickoutUser', values)).Code).toBe(NO_ROOM);
    expect((await api.call3('KickoutUser', values, { method: 'GET' })).Code).toBe(NO_ROOM);
    expect((await api.call3('KickoutUser', values, { method: 'GET', path: '/' })).Code).toBe(NO_ROOM);
    const body = Buffer.from(JSON.stringify({ ...values, UserId: ['bob'] }));
    for (const tamper of [{ body }, { body: Buffer.alloc(0) }, { path: '/' }]) {
      expect((await api.call3('KickoutUser', values, { tamper })).Code).toBe(100000005);
    }
    expect((await api.call3('KickoutUser', values, { method: 'GET', tamper: { method: 'POST' } })).Code).toBe(100000005);
  });

  it('[REST-5, SEC-7] a request that was overheard is not taken again, whatever its version', async () => {
    const path = `/?${api.query('KickoutUser', asked())}`;
    expect((await api.get(path)).Code).toBe(NO_ROOM);
    expect(await api.get(path)).toMatchObject({ Code: 100000005, Message: expect.stringContaining('nonce') });
    const { SignatureNonce = '' } = api.common('2.0');
    expect((await api.call('KickoutUser', asked(), { SignatureNonce })).Code).toBe(NO_ROOM);
    expect((await api.call('KickoutUser', asked(), { SignatureNonce })).Code).toBe(100000005);
  });

  it('[REST-6] parameters come in the query, in a form, or as JSON', async () => {
    const room = stage.fresh('room');
    const ask = async (query: string, send?: { type: string; body: string }) => {
      const user = stage.fresh('ann');
      const ann = await stage.login(user, room);
      const path = `/?${api.query('KickoutUser')}&${query.replace('ANN', user)}`;
      const body = send?.body.replace('ANN', user);
      const headers = { 'Content-Type': send?.type ?? 'text/plain' };
      const answer = await api.send(path, body === undefined ? { method: 'GET' } : { method: 'POST', body, headers });
      expect(answer.Code).toBe(0);
      return (await ann.next('kickedOut')).detail;
    };
    await stage.login(stage.fresh('bob'), room);
    expect(await ask(`RoomId=${room}&UserId[]=x&UserId[]=ANN&CustomReason=a+b%2Bc`)).toBe('a b+c');
    expect(await ask(`RoomId=${room}&UserId%5B1%5D=ANN&UserId%5B0%5D=x`)).toBe('');
    expect(await ask(`RoomId=${room}&UserId=x&UserId=ANN`)).toBe('');
    expect(await ask(`RoomId=${room}&UserId=ANN`)).toBe('');
    const json = JSON.stringify({ RoomId: room, UserId: ['x', 'ANN'], CustomReason: '一' });
    expect(await ask('', { type: 'application/json', body: json })).toBe('一');
    expect(await ask('', { type: 'text/html', body: json })).toBe('一');
    const form = `RoomId=${room}&UserId[]=ANN&CustomReason=%E4%B8%80`;
    expect(await ask('', { type: 'application/x-www-form-urlencoded', body: form })).toBe('一');
  });

  it.each([
    ['a broken escape', 8, 'RoomId=%E4%B8&UserId[]=a', undefined],
    ['no JSON', 8, '', '{"RoomId":'],
    ['no object', 8, '', '[1]'],
    ['no UTF-8', 8, '', Buffer.from([0x7b, 0xff, 0x7d])],
    ['nothing given', 2, '', undefined],
    ['a list where a text belongs', 2, 'RoomId[]=a&RoomId[]=b&UserId[]=a', undefined],
    ['an object where a text belongs', 2, '', '{"RoomId":{"$ne":1},"UserId":["a"]}'],
    ['a prototype', 2, '', '{"__proto__":{"RoomId":"a","UserId":["a"]}}'],
    ['a room with a space', 2, 'RoomId=a%20b&UserId[]=a', undefined],
    ['a room of 129', 3, `RoomId=${'r'.repeat(129)}&UserId[]=a`, undefined],
    ['a user of 65', 3, `RoomId=r&UserId[]=${'u'.repeat(65)}`, undefined],
    ['many parameters', 3, 'a=1&'.repeat(300), undefined],
    ['a URL of 13 kB', 3, `a=${'x'.repeat(13_000)}`, undefined],
    ['a body of 70 kB', 3, '', 'x'.repeat(70_000)],
  ] as [string, number, string, string | Buffer | undefined][])('[REST-7] %s is %i', async (_what, code, query, body) => {
    const path = `/?${api.query('KickoutUser')}&${query}`;
    const answer = await api.send(path, body === undefined ? { method: 'GET' } : { method: 'POST', body });
    expect(answer).toMatchObject({ Code: code, Data: {} });
  });

  it('[REST-7] a URL that is too long for HTTP is 431, and what is asked next is answered', async () => {
    const { status } = await api.raw(`/?${api.query('KickoutUser')}&a=${'x'.repeat(17_000)}`, { method: 'GET' });
    expect(status).toBe(431);
    expect((await api.call('KickoutUser')).Code).toBe(2);
  });

  it('[REST-7] whatever is signed, and whatever is not, is answered in the documented shape', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', '', '[]', '-0', '1e9'),
    );
    const pairs = fc.dictionary(
      fc.oneof(fc.constantFrom('RoomId', 'UserId', 'UserId[]', 'UserId[0]', 'CustomReason'), text),
      text,
      { maxKeys: 6 },
    );
    await fc.assert(
      fc.asyncProperty(
        pairs,
        fc.option(fc.oneof(fc.json(), text), { nil: undefined }),
        fc.boolean(),
        async (values, body, signed) => {
          const query = new URLSearchParams(Object.entries(values)).toString();
          const path = `/api/?${signed ? `${api.query('KickoutUser')}&` : ''}${query}`;
          const answer = await api.send(path, body === undefined ? { method: 'GET' } : { method: 'POST', body });
          expect(answer).toEqual({
            Code: expect.any(Number),
            Message: expect.any(String),
            RequestId: expect.any(String),
            Data: {},
          });
          expect(answer.Code).not.toBe(100000015);
          if (!signed) expect(answer.Code).toBeGreaterThanOrEqual(2);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('[REST-9] services that are not provided say so', async () => {
    for (const action of ['StartMix', 'StartRecord', 'CreatCDNTransferRule', 'RTMPDispatchV2']) {
      expect((await api.call(action)).Code).toBe(100000017);
    }
  });

  it('[REST-10] the home page stays at the root', async () => {
    for (const path of ['/', '/?utm_source=x']) {
      expect(await api.raw(path, { method: 'GET' })).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
    }
  });

  it.skipIf(elsewhere)('[REST-11] no secret and no signature is logged or answered', async () => {
    const query = api.query('KickoutUser', asked());
    const answer = await api.get(`/?${query}`);
    const signature = new URLSearchParams(query).get('Signature') ?? '';
    for (const secret of [stage.app.serverSecret, signature]) {
      expect(stage.logLines.join('\n')).not.toContain(secret);
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
  });
});

describe.skipIf(elsewhere)('server API: rates', () => {
  const stage = onStage({ fakeClock: true });
  const api = apiOf(stage);

  it('[REST-8, SEC-29] each action has its rate per app', async () => {
    const kick = () => api.call('KickoutUser', { RoomId: 'none', UserId: ['ann'] });
    const codes = [];
    for (let count = 0; count < 60; count += 1) codes.push((await kick()).Code);
    expect(codes.filter((code) => code === 206)).toHaveLength(10);
    stage.clock.advance(1_000);
    expect((await kick()).Code).toBe(104);
  });
});

describe.skipIf(elsewhere)('server API: rates that an operator chose', () => {
  const config = { serverApiRate: 200, serverApiRates: { CloseRoom: 3 } };
  const stage = onStage({ fakeClock: true, config });
  const api = apiOf(stage);
  const taken = async (action: string, values: object, tries: number) => {
    let count = 0;
    for (let at = 0; at < tries; at += 1) if (![206, 207].includes((await api.call(action, { ...values })).Code)) count += 1;
    return count;
  };
  const users = { RoomId: 'none', UserId: ['ann'] };

  it('[REST-12] all rates are changed in percent, single ones to a figure, and those of an app in percent of that', async () => {
    expect([await taken('DescribeUsers', users, 30), await taken('CloseRoom', { RoomId: 'none' }, 10)]).toEqual([20, 3]);
    await changeApp(stage.server.cloud.store, stage.app.appID, { options: { serverApiRate: 50 } });
    stage.clock.advance(1_000);
    expect([await taken('DescribeUsers', users, 30), await taken('CloseRoom', { RoomId: 'none' }, 10)]).toEqual([10, 1]);
    await changeApp(stage.server.cloud.store, stage.app.appID, { options: { serverApiRate: 100 } });
  });

  it('[REST-12] the pause of an action for each room changes in the same measure', async () => {
    const list = async () => (await api.call('DescribeUserList', { RoomId: 'room' })).Code;
    const codes = [await list(), await list()];
    stage.clock.advance(499);
    codes.push(await list());
    stage.clock.advance(1);
    codes.push(await list());
    expect(codes).toEqual([0, 207, 207, 0]);
  });

  it('[REST-12] the documentation names the rates that hold here', async () => {
    const { text } = await api.raw('/api/docs', { method: 'GET' });
    expect(text).toMatch(/id="DescribeUsers">.*20 per second and app\./);
    expect(text).toMatch(/id="CloseRoom">.*3 per second and app\./);
    expect(text).toMatch(/id="DescribeUserList">.*400 per second and app, once per room in 0.5 s\./);
    expect((await api.raw('/api/openapi.json', { method: 'GET' })).text).toContain('At most 100 per second and app.');
  });
});

describe.skipIf(elsewhere)('server API: an app without a secret, a store that fails', () => {
  class BrokenStore extends MemoryAppStore {
    override async find(appID: number) {
      if (appID === 9) throw new Error('disk full at 10.0.0.7');
      const app = await super.find(appID);
      return app && { ...app, serverSecret: '' };
    }
  }
  const store = new BrokenStore();
  const stage = onStage({ overrides: { store } });
  const api = apiOf(stage);

  it('[REST-2] no ServerSecret is 100000010, a failure inside is 100000015 and keeps to itself what failed', async () => {
    await store.create(stage.app);
    expect((await api.call('KickoutUser')).Code).toBe(100000010);
    const failed = await api.call('KickoutUser', {}, { AppId: '9' });
    expect(failed).toMatchObject({ Code: 100000015, Message: 'the server failed' });
    expect(stage.logLines.join('\n')).toContain('disk full');
  });
});
