import { describe, expect, it } from 'vitest';
import { generateToken04, mayPublish, tokenErrorCodes, verifyToken04 } from './index.ts';

const appId = 1_650_298_236;
const secret = 'fa94dd0f974cf2e293728a526b028271';
const expected = { appId, userId: 'demo', secret };

describe('server assistant', () => {
  it('[ASSIST-1] generateToken04 takes the documented arguments, and both layouts verify', () => {
    expect(generateToken04).toHaveLength(4);
    for (const mode of ['gcm', 'cbc'] as const) {
      const token = generateToken04(appId, 'demo', secret, 3600, '', { mode });
      expect(token.startsWith('04')).toBe(true);
      expect(verifyToken04(token, expected)).toMatchObject({ ok: true, payload: '', privileges: { login: true, publish: true } });
    }
  });

  it('[ASSIST-2] the documented privilege sample permits what it says', () => {
    const payload = JSON.stringify({ room_id: 'demo', privilege: { 1: 1, 2: 0 }, stream_id_list: null });
    const token = generateToken04(appId, 'demo', secret, 3600, payload);
    const verified = verifyToken04(token, { ...expected, roomId: 'demo' });
    expect(verified).toMatchObject({
      ok: true,
      payload,
      privileges: { roomID: 'demo', login: true, publish: false, streamIDs: null },
    });
    expect(verified.ok && mayPublish(verified.privileges, 'any')).toBe(false);
    expect(verifyToken04(token, { ...expected, roomId: 'other' })).toEqual({
      ok: false,
      failure: 'LOGIN_REFUSED',
      errorCode: 1002033,
    });
    expect(verifyToken04(token, { ...expected, roomId: 'other', checkPrivileges: false }).ok).toBe(true);
  });

  it('[ASSIST-3] wrong arguments throw the documented errorCode and errorMessage', () => {
    const thrownBy = (task: () => unknown) => {
      try {
        return task();
      } catch (error) {
        return error;
      }
    };
    const wrong: [Parameters<typeof generateToken04>, number][] = [
      [[0, 'demo', secret, 3600], tokenErrorCodes.appIDInvalid],
      [['1' as unknown as number, 'demo', secret, 3600], 1],
      [[2 ** 32, 'demo', secret, 3600], 1],
      [[Number.NaN, 'demo', secret, 3600], 1],
      [[1, '', secret, 3600], tokenErrorCodes.userIDInvalid],
      [[1, 'x'.repeat(65), secret, 3600], 3],
      [[1, undefined as unknown as string, secret, 3600], 3],
      [[1, 'demo', secret.slice(1), 3600], tokenErrorCodes.secretInvalid],
      [[1, 'demo', 'ü'.repeat(32), 3600], 5],
      [[1, 'demo', secret, 0], tokenErrorCodes.effectiveTimeInvalid],
      [[1, 'demo', secret, -1], 6],
      [[1, 'demo', secret, 1.5], 6],
      [[1, 'demo', secret, '60' as unknown as number], 6],
    ];
    for (const [argv, errorCode] of wrong) {
      expect(thrownBy(() => generateToken04(...argv))).toMatchObject({
        errorCode,
        errorMessage: expect.stringMatching(/invalid/),
      });
    }
  });

  it('[ASSIST-4] a bad token is told by name and number', () => {
    const token = generateToken04(appId, 'demo', secret, 60);
    const inAnHour = Date.now() + 3_600_000;
    expect(verifyToken04(token, { ...expected, now: inAnHour })).toEqual({
      ok: false,
      failure: 'TOKEN_EXPIRED',
      errorCode: 1002078,
    });
    expect(verifyToken04(token, { ...expected, userId: 'ann' })).toEqual({
      ok: false,
      failure: 'TOKEN_USER_ID',
      errorCode: 1002077,
    });
    expect(verifyToken04(undefined as unknown as string, expected)).toMatchObject({ ok: false, errorCode: 1002079 });
  });
});
