import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { errorTable } from '../../common/protocol/errors.ts';
import { type Live, liveEngine } from '../../sdk/web/fake/liveEngine.ts';
import { ZegoExpressEngine } from '../../sdk/web/ZegoExpressEngine.ts';
import { declaredAnswers } from './declaredAnswers.ts';
import { readSupport } from './table.ts';

const answers = declaredAnswers();
const support = readSupport();
const codes = new Set<unknown>(Object.values(errorTable).map(({ code }) => code));
/** False is what they are asked for, and no refusal. */
const QUESTIONS = new Set(['isMicrophoneMuted', 'isAudioContextRunning', 'checkAudioTrackIsActive', 'checkVideoTrackIsActive']);
type Callable = { [member: string]: (...args: unknown[]) => unknown };

beforeEach(() => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('no network in this test');
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const junk = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, Number.NaN, Infinity, -1, 1.5, 2 ** 53, '', ' ', '__proto__', 'constructor'),
  fc.constantFrom<unknown>('x'.repeat(100_000), '名'.repeat(9000), '\u0000', '<script>', "'; DROP TABLE", '../..', 'a b'),
  fc.constantFrom<unknown>({}, [], [null], [Number.NaN], Symbol('s'), 10n, Object.create(null), new Date(0), new Map()),
  fc.string(),
  fc.double(),
  fc.boolean(),
);
/** Names that options have somewhere, so that what is wrong may sit one or two floors deeper. */
const option = fc.constantFrom(
  ...['video', 'audio', 'camera', 'screen', 'custom', 'source', 'quality', 'videoQuality', 'width', 'height', 'frameRate'],
  ...['bitrate', 'videoBitrate', 'audioBitrate', 'maxBitrate', 'keyFrameInterval', 'channelCount', 'ANS', 'input', 'streamType'],
  ...['videoCodec', 'extraInfo', 'roomID', 'jitterBufferTarget', 'isSEIStart', 'userID', 'userName', 'userUpdate', 'method'],
  ...['maxMemberCount', 'token', 'content', 'recvUserList', 'sendMode', 'timeOut', 'layout', 'volume', 'params', 'scenario'],
  ...['logLevel', 'logURL', 'frameSize', 'sampleRate', 'path', 'mirror', 'objectFit', 'unregisterSEIFilter', 'roomRetryTime'],
);
const bad = fc.oneof(
  { weight: 3, arbitrary: junk },
  {
    weight: 2,
    arbitrary: fc.dictionary(
      option,
      fc.oneof(junk, fc.integer({ min: 1, max: 640 }), fc.dictionary(option, junk, { maxKeys: 2 })),
      { maxKeys: 4 },
    ),
  },
);

/** A right thing somewhere, most often the first: what is wrong then meets more than the first check. */
const right = fc.nat().map((valid) => ({ valid }));
/** What most calls begin with: a room, streams by name, streams themselves. */
const likely = fc.constantFrom(0, 1, 3, 10, 11).map((valid) => ({ valid }));
const given = fc
  .tuple(
    fc.oneof(bad, right, likely),
    fc.array(fc.oneof({ weight: 3, arbitrary: bad }, { weight: 2, arbitrary: right }), { maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest]);

/** Every public method of every public object. */
const members = Object.entries(answers).flatMap(([object, all]) => Object.keys(all).map((member) => [object, member] as const));

/** What is wrong with how one call ended; nothing if all is as documented. */
async function faults(live: Live, object: string, member: string, args: unknown[]): Promise<string[]> {
  const declared = answers[object]?.[member] ?? '';
  const before = JSON.stringify(live.state());
  live.lines.length = 0;
  let answer: unknown;
  try {
    answer = (live.objects[object] as Callable)[member]?.(...args);
  } catch (error) {
    return [`throws ${String(error)}`];
  }
  const promised = declared.startsWith('Promise<');
  if (promised !== answer instanceof Promise && declared !== 'Promise<void> | void') return [`answers ${String(answer)}`];
  const end = await live.settled(answer);
  if (end === 'pending') return ['never ends'];
  const found: string[] = [];
  let refused = false;
  if ('rejected' in end) {
    refused = true;
    const { errorCode, code, msg, extendedData } = (end.rejected ?? {}) as Record<string, unknown>;
    if (!codes.has(errorCode) || code !== errorCode) found.push(`rejects with ${String(end.rejected)}`);
    if (typeof msg !== 'string' || typeof extendedData !== 'string') found.push('rejects with half an error');
    if (errorCode === errorTable.INTERNAL.code) found.push(`does not know what is wrong: ${String(extendedData)}`);
  } else {
    const { resolved } = end;
    const kind = promised ? declared.slice('Promise<'.length, -1) : declared;
    if (kind === 'boolean' && typeof resolved !== 'boolean') found.push(`answers ${String(resolved)} and not a boolean`);
    if (kind === 'void' && resolved !== undefined) found.push(`answers ${String(resolved)} and not nothing`);
    if (kind === 'ZegoServerResponse' && (resolved as { errorCode?: unknown })?.errorCode !== 0)
      found.push('no ZegoServerResponse');
    refused = kind === 'boolean' && resolved === false && !QUESTIONS.has(member);
  }
  if (!refused) return found;
  const told = live.lines.filter((line) => /\(\d{7,}\)/.test(line));
  if (told.length !== 1) found.push(`leaves ${told.length} log lines: ${live.lines.join(' · ').slice(0, 300)}`);
  if (JSON.stringify(live.state()) !== before) found.push('is refused and changes something all the same');
  return found;
}

const shown = (args: readonly unknown[]) =>
  args
    .map((arg) => (typeof arg === 'string' ? JSON.stringify(arg.slice(0, 20)) : Object.prototype.toString.call(arg)))
    .join(', ');

test('[WEB-49] the declarations name every member of the support table: none is left out here', () => {
  const missing = Object.entries(support).flatMap(([object, table]) =>
    Object.keys(table)
      .filter((member) => object !== 'events' && !(member in (answers[object] ?? {})) && !(member in ZegoExpressEngine))
      .map((member) => `${object}.${member}`),
  );
  // Those that are no methods.
  expect(missing).toEqual([
    ...['id', 'active', 'stream', 'videoCaptureStream', 'audioCaptureStream', 'videoDeviceId', 'audioDeviceId'].map(
      (field) => `localStream.${field}`,
    ),
    'realTimeSequentialDataManager.roomID',
  ]);
  expect(members.length).toBeGreaterThan(220);
});

/** Calls every member with many arguments, on a call that `make` makes and that is made anew when it is spent. */
async function tryAll(
  make: () => Promise<Live>,
  options: { runs: number; spent(live: Live): boolean; not: string[] },
): Promise<string[]> {
  const wrong: string[] = [];
  let live = await make();
  for (const [object, member] of members) {
    if (options.not.includes(member)) continue;
    for (const picked of fc.sample(given, { numRuns: options.runs, seed: 7 })) {
      if (options.spent(live)) {
        live.engine.destroyEngine();
        live = await make();
      }
      const { valid } = live;
      const args = picked.map((arg) =>
        typeof arg === 'object' && arg !== null && 'valid' in arg ? valid[(arg.valid as number) % valid.length] : arg,
      );
      for (const fault of await faults(live, object, member, args)) wrong.push(`${object}.${member}(${shown(args)}) ${fault}`);
    }
  }
  live.engine.destroyEngine();
  return wrong;
}

test('[WEB-49] whatever the arguments, no call of any object throws or hangs; what is refused has its code, one line, and changes nothing', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const spent = ({ parts }: Live) =>
    !parts.core.room || parts.core.publishedStreams().length < 2 || parts.sources.all().length < 2;
  expect(await tryAll(liveEngine, { runs: 40, spent, not: ['destroyEngine'] })).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 0));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
}, 120_000);

test('[WEB-49] the same outside of any room', async () => {
  const left = async () => {
    const live = await liveEngine();
    live.engine.logoutRoom();
    return live;
  };
  const spent = ({ parts }: Live) => parts.core.room !== undefined || parts.sources.all().length < 2;
  expect(await tryAll(left, { runs: 15, spent, not: ['destroyEngine', 'loginRoom'] })).toEqual([]);
}, 60_000);

test('[WEB-57] after destroyEngine every call of every object is refused or does nothing, and nothing is left running', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const live = await liveEngine();
  const { valid, lines } = live;
  live.engine.destroyEngine();
  const wrong: string[] = [];
  for (const [object, member] of members) {
    for (const args of [[], [valid[0], valid[1], valid[2]], [valid[10], true, 1], ['mine', valid[10], {}], [valid[16], 50]]) {
      lines.length = 0;
      const answer = (live.objects[object] as Callable)[member]?.(...args);
      const end = await live.settled(answer);
      if (end === 'pending') wrong.push(`${object}.${member} never ends`);
      else if ('rejected' in end && !codes.has((end.rejected as { errorCode?: unknown }).errorCode))
        wrong.push(`${object}.${member}`);
      else if ('resolved' in end && end.resolved === true && !QUESTIONS.has(member))
        wrong.push(`${object}.${member}(${shown(args)}) is true`);
    }
  }
  expect(wrong).toEqual([]);
  const fresh = new ZegoExpressEngine(1, 'ws://127.0.0.1:9/signalling');
  fresh.destroyEngine();
  fresh.createRangeAudioInstance();
  expect(vi.getTimerCount()).toBe(0);
  expect(live.parts.sources.all()).toEqual([]);
  vi.useRealTimers();
}, 60_000);
