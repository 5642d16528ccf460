import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installMedia } from '../../sdk/browser/fake/media.ts';
import { installPage } from '../../sdk/browser/fake/page.ts';
import { EffectPlayer } from '../../sdk/web/audio/EffectPlayer.ts';
import { eventNames } from '../../sdk/web/engine/events.ts';
import { ZegoExpressEngine } from '../../sdk/web/ZegoExpressEngine.ts';
import { readSpec } from '../spec/readSpec.ts';
import { memberFindings, readMemberRules } from './memberRules.ts';
import { documentedAs, sdks } from './sdks.ts';
import { readRemarks, readSupport, supportGuide, supportGuides } from './table.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Beside the repository, where it is at all: what the public documentation lists. */
const DOCUMENTED = join(ROOT, '../shared/api/members.json');
/** Public by accident in the original, or not a member of ours by design (web.md says "do not copy", "internal"). */
const INTERNAL = ['constructor', 'zegoWebRTM', 'zegoStream', 'getInstance'];

const table = readSupport();
const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  installMedia();
  installPage();
  vi.stubGlobal('window', new EventTarget());
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(line));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The real objects, as an app gets them. */
async function objects(): Promise<{ [object: string]: object }> {
  const engine = new ZegoExpressEngine(1, 'ws://127.0.0.1:9/signalling');
  const localStream = await engine.createZegoStream({ autoCapture: false });
  return {
    engine,
    localStream,
    streamView: engine.createRemoteStreamView(new MediaStream()),
    realTimeSequentialDataManager: engine.createRealTimeSequentialDataManager('r'),
    // Made for a stream with sound only.
    audioEffectPlayer: EffectPlayer.prototype,
    rangeAudio: engine.createRangeAudioInstance(),
    streamCompositor: engine.createStreamCompositor(),
    copyrightedMusic: engine.createCopyrightedMusic(),
  };
}

test('[SUPPORT-1] every member of the support table exists on the real object', async () => {
  const real = await objects();
  const absent = Object.entries(table).flatMap(([object, members]) =>
    Object.keys(members)
      .filter((member) => {
        if (object === 'events') return !(eventNames as string[]).includes(member);
        return !(member in (real[object] ?? {})) && !(object === 'engine' && member in ZegoExpressEngine);
      })
      .map((member) => `${object}.${member}`),
  );
  expect(absent).toEqual([]);
  (real.engine as ZegoExpressEngine).destroyEngine();
});

test('[SUPPORT-2] every member that is not provided answers with its code', async () => {
  const real = await objects();
  const wrong: string[] = [];
  for (const [object, members] of Object.entries(table)) {
    for (const [member, support] of Object.entries(members)) {
      if (typeof support !== 'number') continue;
      lines.length = 0;
      const call = (real[object] as { [member: string]: (...args: unknown[]) => unknown })[member];
      const answer = await answerOf(() => call?.call(real[object], 'a', 'b'));
      if (answer !== support && !lines.some((line) => line.includes(String(support)))) {
        wrong.push(`${object}.${member}: ${String(answer)} instead of ${support}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  (real.engine as ZegoExpressEngine).destroyEngine();
});

test('[SUPPORT-2] no member is listed as provided that only refuses', async () => {
  const { engine } = await objects();
  const provided = Object.entries(table.engine ?? {}).filter(
    ([member, support]) => typeof support !== 'number' && !LAST.has(member),
  );
  const refusing: string[] = [];
  for (const [member] of provided) {
    lines.length = 0;
    const call = (engine as { [member: string]: unknown })[member];
    if (typeof call !== 'function') continue;
    const answer = await Promise.race([answerOf(() => call.call(engine)), soon()]);
    if (REFUSALS.some((code) => answer === code || lines.some((line) => line.includes(String(code))))) refusing.push(member);
  }
  expect(refusing).toEqual([]);
  (engine as ZegoExpressEngine).destroyEngine();
});

/** Codes of what this cloud does not have. */
const REFUSALS = [1101003, 1005000, 1003040, 1017041];
/** The engine is dead afterwards. */
const LAST = new Set(['destroyEngine']);

/** What waits for a device or a server does not refuse. */
const soon = () => new Promise<undefined>((resolve) => setTimeout(resolve, 50));

async function answerOf(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return (error as { errorCode?: unknown }).errorCode ?? String(error);
  }
}

test.skipIf(!existsSync(DOCUMENTED))('[SUPPORT-3] no documented member is missing from the support table', () => {
  const { web } = JSON.parse(readFileSync(DOCUMENTED, 'utf8')) as { web: { [object: string]: { name: string }[] } };
  const missing = Object.entries(web).flatMap(([object, members]) =>
    members
      .filter(({ name }) => !INTERNAL.includes(name) && table[object]?.[name] === undefined)
      .map(({ name }) => `${object}.${name}`),
  );
  expect(missing).toEqual([]);
});

test('[SUPPORT-4] the guides are what the table makes of them, the same rows in both languages', () => {
  for (const { file, text } of supportGuides(table)) expect(readFileSync(join(ROOT, file), 'utf8')).toBe(text);
  // What is remarked in English is remarked in Chinese, and nothing else.
  const remarked = Object.entries(table).flatMap(([object, members]) =>
    Object.entries(members).flatMap(([member, support]) => (/string|object/.test(typeof support) ? `${object}.${member}` : [])),
  );
  const inChinese = Object.entries(readRemarks('web')).flatMap(([object, members]) =>
    Object.keys(members).map((member) => `${object}.${member}`),
  );
  expect(inChinese).toEqual(remarked);
  const small = { engine: { on: true, off: { yes: 'and more' }, use: 'a remark', startMixerTask: 1005000 } } as const;
  const rules = { engine: { on: ['WEB-7', 'WEB-8'] } };
  expect(supportGuide(small, rules, 'en').text).toContain(
    '| `on` | yes | | WEB-7, WEB-8 |\n| `off` | yes | and more | |\n| `use` | partly | a remark | |\n| `startMixerTask` | no | answers 1005000 | |',
  );
  expect(supportGuide(small, rules, 'zh', { remarks: { engine: { use: '说明' } } }).text).toContain(
    '| `on` | 是 | | WEB-7, WEB-8 |\n| `off` | 是 | and more | |\n| `use` | 部分 | 说明 | |\n| `startMixerTask` | 否 | 返回 1005000 | |',
  );
});

/** The SDKs whose members name rules. */
const ruled = Object.keys(sdks).filter((sdk) => Object.keys(readMemberRules(sdk)).length > 0);

test('[SUPPORT-5] every member of the core names rules; they exist, and a test of each mentions the member', () => {
  const spec = readSpec();
  expect(ruled).toContain('web');
  for (const sdk of ruled) expect(memberFindings(readMemberRules(sdk), spec), sdk).toEqual([]);
}, 60_000);

test.skipIf(!existsSync(DOCUMENTED))('[SUPPORT-6] no member that the documentation calls core is missing from the rules', () => {
  const documented = JSON.parse(readFileSync(DOCUMENTED, 'utf8')) as {
    [sdk: string]: { [object: string]: { name: string; tags: string[] }[] };
  };
  for (const sdk of ruled) {
    const rules = readMemberRules(sdk);
    const missing = Object.entries(documented[documentedAs[sdk] ?? ''] ?? {}).flatMap(([object, members]) =>
      members
        .filter(({ name, tags }) => !INTERNAL.includes(name) && (tags.includes('core') || tags.includes('seed')))
        .filter(({ name }) => rules[object]?.[name] === undefined)
        .map(({ name }) => `${object}.${name}`),
    );
    expect(missing, sdk).toEqual([]);
  }
});

test('[SUPPORT-5] a member without a rule, an unknown or untested rule, and a rule of something else are told', () => {
  const rule = (id: string) => ({ id, text: '', file: 'docs/spec/a.md', line: 1 });
  const test = (id: string, source: string) => ({ id, source, file: 'a.test.ts', line: 1 });
  const spec = {
    rules: [rule('A-1'), rule('A-2'), rule('A-3')],
    ids: [test('A-1', "engine.online('roomStateUpdate')"), test('A-1', 'engine.on(x)'), test('A-3', 'stream.stop')],
  };
  expect(memberFindings({ engine: { on: ['A-1'] }, events: { roomStateUpdate: ['A-1'] } }, spec)).toEqual([]);
  expect(
    memberFindings({ engine: { on: [], off: ['A-9'], version: ['A-2'], onl: ['A-1'] }, events: { stop: ['A-3'] } }, spec),
  ).toEqual([
    'engine.on has no rule',
    'engine.off: A-9 is not in docs/spec',
    'engine.version: A-2 has no test',
    'engine.onl: no test of A-1 mentions it',
    'events.stop: no test of A-3 mentions it',
  ]);
});
