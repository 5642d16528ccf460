import { expect, test } from 'vitest';
import { signature2, signature3, textToSign } from './requestSignature.ts';

test('[REST-3] the signature of version 2.0 is the documented one', () => {
  const given = {
    appID: '12345',
    nonce: '4fd24687296dd9f3',
    secret: '9193cc662a4c0ec135ec71fb57194b38',
    timestamp: '1615186943',
  };
  expect(signature2(given)).toBe('43e5cfcca828314675f91b001390566a');
});

test('[REST-4] what version 3.0 signs is one text, the same in every language', () => {
  const request = {
    method: 'post',
    path: '/api/',
    query: [
      ['UserId[]', "o'neil (2)*"],
      ['Signature', 'left out'],
      ['Action', 'KickoutUser'],
      ['RoomId', '房间 1+1'],
    ] as const,
    body: new TextEncoder().encode('{}'),
    timestamp: '1615186943',
    nonce: '4fd24687296dd9f3',
  };
  expect(textToSign(request).split('\n')).toEqual([
    'LIUYUN-HMAC-SHA256',
    'POST',
    '/api/',
    'Action=KickoutUser&RoomId=%E6%88%BF%E9%97%B4%201%2B1&UserId%5B%5D=o%27neil%20%282%29%2A',
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    '1615186943',
    '4fd24687296dd9f3',
  ]);
  expect(signature3(request, 'secret')).toMatch(/^[0-9a-f]{64}$/);
  expect(signature3(request, 'secret')).not.toBe(signature3({ ...request, path: '/' }, 'secret'));
});
