import { describe, expect, it } from 'vitest';
import { readFrame } from './readFrame.ts';

describe('readFrame', () => {
  it('[SIGNAL-30] drops __proto__ at every depth, however it is spelt', () => {
    const frames = [
      '{"id":1,"ask":"a","params":{"x":{"__proto__":{"polluted":1}},"kept":1}}',
      '{"id":1,"ask":"a","params":{"x":{"\\u005f_proto__":{"polluted":1}},"kept":1}}',
      '{"id":1,"ask":"a","__proto__":{"id":2},"params":{"x":{},"kept":1}}',
    ];
    for (const text of frames) {
      const frame = readFrame(text);
      expect(frame).toEqual({ id: 1, ask: 'a', params: { x: {}, kept: 1 } });
      expect(JSON.stringify(frame)).toBe('{"id":1,"ask":"a","params":{"x":{},"kept":1}}');
    }
  });

  it('[SIGNAL-20] takes an object with a number and a name, and nothing else', () => {
    expect(readFrame('{"id":0,"ask":"heartbeat"}')).toEqual({ id: 0, ask: 'heartbeat', params: {} });
    expect(readFrame(`{"id":${Number.MAX_SAFE_INTEGER},"ask":"a","params":null}`)?.params).toBeNull();
    for (const text of ['', '[1]', 'null', '{"id":null,"ask":"a"}', '{"id":true,"ask":"a"}', '{"id":1,"ask":["a"]}']) {
      expect(readFrame(text)).toBeUndefined();
    }
  });
});
