import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ZegoRealTimeSequentialDataManager } from '../../sdk/react-native/data/ZegoRealTimeSequentialDataManager.ts';
import { eventNames } from '../../sdk/react-native/engine/events.ts';
import { FakePhone } from '../../sdk/react-native/fake/FakePhone.ts';
import * as types from '../../sdk/react-native/types/index.ts';
import { ZegoExpressEngine } from '../../sdk/react-native/ZegoExpressEngine.ts';
import { readSupport } from './table.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Beside the repository, where it is at all: what the public documentation lists. */
const DOCUMENTED = join(ROOT, '../shared/api/members.json');
const API = join(ROOT, '../shared/api/react-native.md');

const table = readSupport('react-native');
const refused: number[] = [];

/** An engine, with the codes that it tells. */
function engine(): ZegoExpressEngine {
  FakePhone.install();
  void ZegoExpressEngine.createEngineWithProfile({ appID: 1, appSign: 'a'.repeat(64), scenario: 0, server: 'wss://c.example' });
  const made = ZegoExpressEngine.instance();
  refused.length = 0;
  made.on('debugError', (code) => void refused.push(code));
  return made;
}
afterAll(() => ZegoExpressEngine.destroyEngine());

type Members = { [member: string]: (...args: unknown[]) => unknown };

test('[SUPPORT-1] every member of the React Native table exists on the real object', () => {
  const real: { [object: string]: object } = {
    engine: engine(),
    realTimeSequentialDataManager: ZegoRealTimeSequentialDataManager.prototype,
  };
  const absent = Object.entries(table).flatMap(([object, members]) =>
    Object.keys(members).filter((member) => {
      if (object === 'events') return !(eventNames as string[]).includes(member);
      const home = real[object];
      return home !== undefined && !(member in home) && !(object === 'engine' && member in ZegoExpressEngine);
    }),
  );
  expect(absent).toEqual([]);
});

test('[SUPPORT-2] every member of the React Native engine that is not provided answers its code, and no other refuses', async () => {
  const made = engine() as unknown as Members;
  const wrong: string[] = [];
  for (const [member, support] of Object.entries(table.engine ?? {})) {
    const call = made[member];
    if (!call || member === 'off') continue;
    refused.length = 0;
    const answer = await Promise.race([call.call(made), new Promise((resolve) => setTimeout(resolve, 30))]);
    const codes = [...refused, (answer as { errorCode?: number } | undefined)?.errorCode];
    if (typeof support === 'number' && !codes.includes(support)) wrong.push(`${member}: ${codes.join()} instead of ${support}`);
    const needs = member === 'setAudioRouteToSpeaker';
    if (typeof support !== 'number' && !needs && [1000010, 1005000, 1003040, 1017041].some((code) => codes.includes(code))) {
      wrong.push(`${member} is listed as provided`);
    }
  }
  expect(wrong).toEqual([]);
});

test.skipIf(!existsSync(DOCUMENTED))('[SUPPORT-3] no documented member of React Native is missing from its table', () => {
  const { reactNative } = JSON.parse(readFileSync(DOCUMENTED, 'utf8')) as {
    reactNative: { [object: string]: { name: string; tags: string[] }[] };
  };
  const missing = Object.entries(reactNative).flatMap(([object, members]) =>
    members.filter(({ name }) => table[object]?.[name] === undefined).map(({ name }) => `${object}.${name}`),
  );
  expect(missing).toEqual([]);
  // What a call needs is there, in part with a remark.
  const without = (reactNative.engine ?? []).filter(
    ({ name, tags }) => tags.includes('core') && typeof table.engine?.[name] === 'number',
  );
  expect(without.map(({ name }) => name)).toEqual([]);
  const untold = (reactNative.events ?? []).filter(({ name, tags }) => tags.includes('core') && table.events?.[name] === 0);
  expect(untold.map(({ name }) => name)).toEqual([]);
});

test.skipIf(!existsSync(API))(
  '[RN-13] every documented enumeration has its documented numbers, and structures can be made',
  () => {
    const [, section = ''] = /## 8\. Enumerations \(all\)([\s\S]*?)## 9\./.exec(readFileSync(API, 'utf8')) ?? [];
    const rows = [...section.matchAll(/^\| (Zego\w+) \| (.*) \|$/gm)];
    expect(rows).toHaveLength(69);
    const ours = types as unknown as { [name: string]: unknown };
    for (const [, name = '', values = ''] of rows) {
      const documented = Object.fromEntries(values.split(', ').map((pair) => [pair.split('=')[0], Number(pair.split('=')[1])]));
      // As an `enum` of TypeScript: the name by its number too.
      const names = Object.fromEntries(Object.entries(documented).map(([member, number]) => [number, member]));
      expect(ours[name], name).toEqual({ ...documented, ...names });
    }
    expect(new types.ZegoVideoConfig()).toEqual({
      captureWidth: 640,
      captureHeight: 360,
      encodeWidth: 640,
      encodeHeight: 360,
      fps: 15,
      bitrate: 600,
      codecID: 0,
      keyFrameInterval: 2,
    });
    expect(new types.ZegoAudioConfig()).toEqual({ bitrate: 48, channel: 1, codecID: 0 });
    expect(new types.ZegoView(7)).toEqual({ reactTag: 7, viewMode: 0, backgroundColor: 0 });
    expect(new types.ZegoRoomConfig()).toEqual({ maxMemberCount: 0, isUserStatusNotify: false, token: '' });
    expect(new types.ZegoUser('a', 'b')).toEqual({ userID: 'a', userName: 'b' });
  },
);
