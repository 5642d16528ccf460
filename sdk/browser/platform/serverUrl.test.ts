import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serverUrls } from './serverUrl.ts';

const script = 'https://call.example/sdk/ZegoExpressWebRTC.js';
const page = 'https://shop.example/index.html';

test('[WEB-1] a ws(s) URL is used as it is, and of several all are tried in turn', () => {
  expect(serverUrls('wss://a.example/ws', { script, page })).toEqual(['wss://a.example/ws']);
  expect(serverUrls(['wss://a.example/ws?x=1', 'none', 'ws://b.example:8080/signalling'], { script })).toEqual([
    'wss://a.example/ws?x=1',
    'ws://b.example:8080/signalling',
  ]);
  expect(serverUrls('ws://b.example:8080', {})).toEqual(['ws://b.example:8080/signalling']);
});

test("[WEB-2] '', 'none' and anything else that is no ws(s) URL means the origin that the script came from", () => {
  for (const server of [
    '',
    'none',
    undefined,
    null,
    5,
    {},
    'call.example',
    'https://x.example',
    [],
    ['none'],
    'javascript:alert(1)',
  ]) {
    expect(serverUrls(server, { script, page })).toEqual(['wss://call.example/signalling']);
  }
  expect(serverUrls('', { script: 'http://127.0.0.1:8080/sdk/x.js' })).toEqual(['ws://127.0.0.1:8080/signalling']);
});

test('[WEB-2] a script that came from nowhere (bundled, file:, blob:) means the origin of the page', () => {
  for (const from of [undefined, 'file:///app/main.js', 'blob:https://shop.example/1', 'webpack-internal:///1']) {
    expect(serverUrls('', { script: from, page })).toEqual(['wss://shop.example/signalling']);
  }
  expect(serverUrls('', { script: 'file:///a.js', page: 'file:///a.html' })).toEqual([]);
});

test("[WEB-3] ?server= on the script's own URL overrides everything", () => {
  const at = (server: string) => serverUrls('wss://rented.example/ws', { script: `${script}?server=${server}`, page });
  expect(at('wss://ours.example/signalling')).toEqual(['wss://ours.example/signalling']);
  expect(at('ours.example:8443')).toEqual(['wss://ours.example:8443/signalling']);
  expect(at('ours.example')).toEqual(['wss://ours.example/signalling']);
  expect(at('http://ours.example:8080')).toEqual(['ws://ours.example:8080/signalling']);
  expect(at('a.example,b.example')).toEqual(['wss://a.example/signalling', 'wss://b.example/signalling']);
  expect(at('')).toEqual(['wss://call.example/signalling']);
});

test('[WEB-1] whatever is given, the answer is a list of ws(s) URLs', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(fc.string()), fc.jsonValue()), fc.string(), (server, query) => {
      for (const url of serverUrls(server, { script: `${script}?server=${encodeURIComponent(query)}`, page })) {
        expect(url).toMatch(/^wss?:\/\//);
      }
    }),
  );
});
