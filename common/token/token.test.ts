import { createCipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkToken, generateToken04, mayPublish, readToken, sameSecret } from './index.ts';

const secret = 'fa94dd0f974cf2e293728a526b028271';
const now = 1_700_000_000_000;
const modes = ['gcm', 'cbc'] as const;
const asked = { appID: 1, userID: 'demo', roomID: 'room', secret, now, checkPrivileges: true };
const make = (payload = '', mode: (typeof modes)[number] = 'gcm') =>
  generateToken04(1, 'demo', secret, 3600, payload, { mode, now });
const check = (token: string, change: Partial<typeof asked> = {}) => checkToken({ token, ...asked, ...change });
const refused = (failure: string) => ({ ok: false, failure });
const privilege = (body: object) => JSON.stringify({ room_id: 'room', privilege: { 1: 1, 2: 1 }, stream_id_list: null, ...body });

/** A token around any plain text, in the CBC layout, so that what our generator never writes can be tried. */
function sealed(body: unknown, { version = '04', clearExpiry = 0n, mode = Buffer.alloc(0) } = {}): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(secret), iv);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const ciphertext = Buffer.concat([cipher.update(text), cipher.final()]);
  const head = Buffer.alloc(8);
  head.writeBigInt64BE(clearExpiry);
  const lengths = [iv.length, ciphertext.length].map((length) => Buffer.from([length >> 8, length & 0xff]));
  return version + Buffer.concat([head, lengths[0] ?? iv, iv, lengths[1] ?? iv, ciphertext, mode]).toString('base64');
}
const content = { app_id: 1, user_id: 'demo', nonce: -5, ctime: 1_699_999_999, expire: 1_700_003_600, payload: '' };

describe('token', () => {
  it('[TOKEN-1] a token of either layout is read back as it was written', () => {
    for (const mode of modes) {
      const read = readToken(make('any text', mode), secret);
      expect(read).toMatchObject({
        ok: true,
        content: {
          version: '04',
          mode,
          appID: 1,
          userID: 'demo',
          createdAt: 1_700_000_000,
          expiresAt: 1_700_003_600,
          payload: 'any text',
        },
      });
      const nonce = read.ok && read.content.nonce;
      expect(Number.isInteger(nonce) && Math.abs(Number(nonce)) <= 2 ** 31).toBe(true);
    }
  });

  it('[TOKEN-2] the layout is the published one, byte for byte', () => {
    const lengths = { gcm: { iv: 12, mode: [1] }, cbc: { iv: 16, mode: [] } };
    for (const mode of modes) {
      const token = make('', mode);
      const bytes = Buffer.from(token.slice(2), 'base64');
      expect(token).toBe(`04${bytes.toString('base64')}`);
      expect(bytes.readBigInt64BE(0)).toBe(1_700_003_600n);
      const ivLength = bytes.readUInt16BE(8);
      expect(ivLength).toBe(lengths[mode].iv);
      const cipherLength = bytes.readUInt16BE(10 + ivLength);
      expect([...bytes.subarray(12 + ivLength + cipherLength)]).toEqual(lengths[mode].mode);
      if (mode === 'cbc') expect(bytes.subarray(10, 26).toString()).toMatch(/^[0-9a-z]{16}$/);
    }
  });

  it('[TOKEN-3] a token that another program made from the published layout is read, also with the older mode byte', () => {
    // Sealed with the openssl command: aes-256-cbc, IV "0123456789abcdef", created at 1700000000 for 3600 s.
    const head = 'AAAAAGVT/xAAEDAxMjM0NTY3ODlhYmNkZWYAYPDOWcZeMCPxbh1dpHzCTREIwK2oIO5x78Qlcu9iUMPY';
    const body = `${head}br3M7ycM0J3MRDZsmdNZnyj049TUs5xbsittR4EQYkRm7K682/Tp6qfydBl5keHPjkdjltfB/7xs6J7j/GVTYg==`;
    expect(check(`04${body}`)).toMatchObject({
      ok: true,
      token: { mode: 'cbc', createdAt: 1_700_000_000, expiresAt: 1_700_003_600 },
    });
    const withModeByte = Buffer.concat([Buffer.from(body, 'base64'), Buffer.from([0])]).toString('base64');
    expect(check(`04${withModeByte}`)).toMatchObject({ ok: true, token: { mode: 'cbc' } });
    const unknownMode = Buffer.concat([Buffer.from(body, 'base64'), Buffer.from([2])]).toString('base64');
    expect(check(`04${unknownMode}`)).toEqual(refused('TOKEN_FORMAT'));
  });

  it('[TOKEN-4, SEC-1] the first thing wrong decides: version, format, app, user, nonce, expiry, privileges', () => {
    const allWrong = { app_id: 2, user_id: 'ann', nonce: 0.5, expire: 1, payload: 'no privileges' };
    const steps: [object, string][] = [
      [{}, 'TOKEN_APP_ID'],
      [{ app_id: 1 }, 'TOKEN_USER_ID'],
      [{ user_id: 'demo' }, 'TOKEN_NONCE'],
      [{ nonce: 1 }, 'TOKEN_EXPIRED'],
      [{ expire: content.expire }, 'LOGIN_REFUSED'],
    ];
    expect(check('05AAAA')).toEqual(refused('TOKEN_VERSION'));
    expect(check('')).toEqual(refused('TOKEN_VERSION'));
    expect(check('04AAAA')).toEqual(refused('TOKEN_FORMAT'));
    let body: object = allWrong;
    for (const [change, failure] of steps) {
      body = { ...body, ...change };
      expect(check(sealed(body))).toEqual(refused(failure));
    }
    expect(check(sealed({ ...body, payload: '' }))).toMatchObject({ ok: true });
  });

  it('[TOKEN-5] a wrong secret, of whatever length, is a format failure', () => {
    for (const mode of modes) {
      for (const other of ['f'.repeat(32), 'f'.repeat(16), 'f'.repeat(24), '', 'short', 'ü'.repeat(32)]) {
        expect(check(make('', mode), { secret: other })).toEqual(refused('TOKEN_FORMAT'));
      }
    }
  });

  it('[TOKEN-6, SEC-1] it expires by its encrypted time, to the second; the clear-text copy is not trusted', () => {
    const at = (seconds: number) => check(make(), { now: seconds * 1000 });
    expect(at(1_700_003_599)).toMatchObject({ ok: true });
    expect(at(1_700_003_600)).toEqual(refused('TOKEN_EXPIRED'));
    const clearExpiry = 4_000_000_000n;
    expect(check(sealed({ ...content, expire: 1_699_999_999 }, { clearExpiry }))).toEqual(refused('TOKEN_EXPIRED'));
    expect(check(sealed(content, { clearExpiry }))).toMatchObject({ ok: true, token: { expiresAt: 1_700_003_600 } });
    expect(check(sealed(content, { clearExpiry: -1n }))).toMatchObject({ ok: true });
  });

  it('[TOKEN-7] fields of the wrong kind have their code, never a crash', () => {
    const wrong: [object, string][] = [
      [{ app_id: '1' }, 'TOKEN_APP_ID'],
      [{ app_id: undefined }, 'TOKEN_APP_ID'],
      [{ user_id: 7 }, 'TOKEN_USER_ID'],
      [{ user_id: null }, 'TOKEN_USER_ID'],
      [{ nonce: '1' }, 'TOKEN_NONCE'],
      [{ nonce: undefined }, 'TOKEN_NONCE'],
      [{ expire: '1700003600' }, 'TOKEN_FORMAT'],
      [{ expire: undefined }, 'TOKEN_FORMAT'],
      [{ payload: {} }, 'TOKEN_FORMAT'],
    ];
    for (const [change, failure] of wrong)
      expect(check(sealed({ ...content, ...change })), JSON.stringify(change)).toEqual(refused(failure));
    for (const body of ['', 'null', '[]', '7', '"x"', '{', '\ud800{}'])
      expect(check(sealed(body))).toEqual(refused('TOKEN_FORMAT'));
  });

  it('[TOKEN-8] a basic token permits any room and any stream', () => {
    const checked = check(make(), { roomID: 'whatever' });
    expect(checked).toMatchObject({ ok: true, privileges: { login: true, publish: true, streamIDs: null } });
    expect(checked.ok && mayPublish(checked.privileges, 's')).toBe(true);
  });

  it('[TOKEN-9, SEC-1] a privilege token permits its room, and publishing as far as it says', () => {
    const permits = (body: object, streamID: string) => {
      const checked = check(make(privilege(body)));
      return checked.ok && mayPublish(checked.privileges, streamID);
    };
    expect(permits({}, 's')).toBe(true);
    expect(permits({ stream_id_list: [] }, 's')).toBe(true);
    expect(permits({ stream_id_list: ['s', 't'] }, 't')).toBe(true);
    expect(permits({ stream_id_list: ['s', 't'] }, 'u')).toBe(false);
    expect(permits({ privilege: { 1: 1, 2: 0 } }, 's')).toBe(false);
    expect(permits({ privilege: { 1: 1 } }, 's')).toBe(false);
    expect(check(make(privilege({})), { roomID: 'other' })).toEqual(refused('LOGIN_REFUSED'));
    expect(check(make(privilege({ privilege: { 1: 0, 2: 1 } })))).toEqual(refused('LOGIN_REFUSED'));
    expect(check(make(privilege({ privilege: { 2: 1 } })))).toEqual(refused('LOGIN_REFUSED'));
  });

  it('[TOKEN-10] a payload that cannot be understood permits nothing', () => {
    const strange = ['x', 'null', '[]', '{}', '{"room_id":"room"}', privilege({ room_id: '' }), privilege({ room_id: 5 })];
    const more = [
      privilege({ privilege: [1, 1] }),
      privilege({ privilege: { 1: true } }),
      privilege({ stream_id_list: 's' }),
      privilege({ stream_id_list: [1] }),
    ];
    for (const payload of [...strange, ...more]) expect(check(make(payload)), payload).toEqual(refused('LOGIN_REFUSED'));
  });

  it('[TOKEN-11] an app that does not check privileges leaves the payload unread', () => {
    for (const payload of ['not JSON', privilege({ privilege: { 1: 0, 2: 0 } }), privilege({ room_id: 'other' })]) {
      expect(check(make(payload), { checkPrivileges: false })).toMatchObject({
        ok: true,
        privileges: { login: true, publish: true },
      });
    }
  });

  it('[TOKEN-12] a Token03 is read, with its room and privileges', () => {
    const body = {
      app_id: 1,
      room_id: 'room',
      user_id: 'demo',
      privilege: { 1: 1, 2: 0 },
      create_time: 1,
      expire_time: 1_700_003_600,
      nonce: 2 ** 60,
    };
    const token = sealed(body, { version: '03' });
    expect(check(token)).toMatchObject({
      ok: true,
      token: { version: '03' },
      privileges: { roomID: 'room', login: true, publish: false },
    });
    expect(check(token, { roomID: 'other' })).toEqual(refused('LOGIN_REFUSED'));
    expect(check(sealed(content, { version: '03' }))).toEqual(refused('TOKEN_FORMAT'));
  });

  it('[TOKEN-13, SEC-73] any text at all gets an answer, never a throw', () => {
    const mutated = fc
      .tuple(fc.constantFrom(make(), make(privilege({}), 'cbc')), fc.nat(), fc.nat(255), fc.constantFrom('flip', 'cut', 'grow'))
      .map(([token, where, byte, how]) => {
        const bytes = Buffer.from(token.slice(2), 'base64');
        const at = where % bytes.length;
        if (how === 'flip') bytes[at] = (bytes[at] ?? 0) ^ (byte || 1);
        const changed =
          how === 'cut' ? bytes.subarray(0, at) : how === 'grow' ? Buffer.concat([bytes, Buffer.from([byte])]) : bytes;
        return `04${changed.toString('base64')}`;
      });
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => `04${Buffer.from(array).toString('base64')}`);
    const json = fc.json().map((text) => sealed(text));
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `04${text}`),
      bytes,
      mutated,
      json,
    );
    fc.assert(
      fc.property(any, (token) => {
        const checked = check(token);
        if (!checked.ok) expect(checked.failure).toMatch(/^(TOKEN_|LOGIN_REFUSED)/);
      }),
      { numRuns: 2_000 },
    );
    // Two thousand tokens take seconds where the machine is busy.
  }, 60_000);

  it('[TOKEN-14, SEC-73] no byte of a GCM token can be changed, except in the clear-text expiry', () => {
    const bytes = Buffer.from(make().slice(2), 'base64');
    for (let at = 8; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(check(`04${changed.toString('base64')}`), `byte ${at}`).toEqual(refused('TOKEN_FORMAT'));
    }
  });

  it('[TOKEN-15] Base64 is taken strictly, and overlong tokens are not decoded', () => {
    const token = make();
    for (const odd of [
      `${token} `,
      ` ${token}`,
      `${token}=`,
      token.replace(/.$/, ''),
      `04${token.slice(2).replace(/^./, '-')}`,
      `${token}\n`,
    ]) {
      expect(check(odd).ok, odd).toBe(false);
    }
    expect(check(`04${'A'.repeat(1_000_000)}`)).toEqual(refused('TOKEN_FORMAT'));
    expect(() => make('x'.repeat(10_000))).toThrow(RangeError);
    expect(check(make('x'.repeat(5_000)), { checkPrivileges: false })).toMatchObject({ ok: true });
  });

  it('[TOKEN-16] any user ID and payload go through both layouts unchanged', () => {
    const userID = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.length <= 64);
    fc.assert(
      fc.property(userID, fc.string({ unit: 'grapheme' }), fc.constantFrom(...modes), (user, payload, mode) => {
        const token = generateToken04(4_294_967_295, user, secret, 1, payload, { mode, now });
        const checked = check(token, { appID: 4_294_967_295, userID: user, checkPrivileges: false });
        expect(checked).toMatchObject({ ok: true, token: { userID: user, payload } });
      }),
      { numRuns: 300 },
    );
  });

  it('[TOKEN-17, SEC-2] secrets are equal only when every character is', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    for (const other of ['', 'ab', 'abcd', 'abd', 'ABC']) expect(sameSecret(other, 'abc')).toBe(false);
  });
});
