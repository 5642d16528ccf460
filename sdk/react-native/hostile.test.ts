import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hostileValues, torment } from '../core/native/fake/hostile.ts';
import { streamOf } from '../core/platform/fake/fakeCall.ts';
import { beforehand } from './engine/beforehand.ts';
import { eventNames } from './engine/events.ts';
import { FakePhone } from './fake/FakePhone.ts';
import { ZegoExpressEngine } from './ZegoExpressEngine.ts';

const profile = { appID: 1, appSign: 'a'.repeat(64), scenario: 0, server: 'wss://cloud.example' } as const;
/** Of this package, not of apps. */
const INTERNAL = new Set(['missing', 'refused']);
const TEST_MS = 120_000;

let phone: FakePhone;
const codes = new Set<unknown>();

beforeEach(() => {
  phone = FakePhone.install();
  beforehand.servers = [];
  beforehand.multiRoom = false;
  codes.clear();
});
afterEach(async () => {
  await ZegoExpressEngine.destroyEngine();
  vi.restoreAllMocks();
});

const pass = () => phone.platform.pass(15_000, 3_000);

function engine(): ZegoExpressEngine {
  void ZegoExpressEngine.createEngineWithProfile(profile);
  const made = ZegoExpressEngine.instance();
  made.on('debugError', (code) => void codes.add(code));
  return made;
}

const native = (code: unknown) => Number.isInteger(code) && Number(code) > 1_000_000 && Number(code) < 1_022_000;

/** How far an app has come when it goes wrong. */
const stages: { readonly [stage: string]: (made: ZegoExpressEngine) => Promise<void> } = {
  'before a login': async () => {},
  'in a call': async (made) => {
    void made.loginRoom('room', { userID: 'ann', userName: 'Ann' });
    void made.startPreview({ reactTag: 7, viewMode: 0, backgroundColor: 0 });
    void made.startPublishingStream('mine');
    phone.platform.server.streams = [streamOf('bob', 'his')];
    void made.startPlayingStream('his', { reactTag: 8, viewMode: 0, backgroundColor: 0 });
    await phone.platform.pass(100, 20);
  },
  'after destroyEngine': async () => {
    await ZegoExpressEngine.destroyEngine();
  },
};

for (const [stage, come] of Object.entries(stages)) {
  test(
    `[RN-12] ${stage}, every public member ends with a documented number whatever it is given`,
    async () => {
      const made = engine();
      await come(made);
      // No listener that waits for the news it gets from here: `on` is called with everything too.
      expect(await torment(made, { leftOut: INTERNAL, pass })).toEqual([]);
      expect([...codes].filter((code) => !native(code))).toEqual([]);
    },
    TEST_MS,
  );
}

test(
  '[RN-12] so do the members of the class, and those of a data manager',
  async () => {
    const statics = {
      getVersion: ZegoExpressEngine.getVersion,
      instance: ZegoExpressEngine.instance,
      destroyEngine: ZegoExpressEngine.destroyEngine,
      setEngineConfig: ZegoExpressEngine.setEngineConfig,
      setRoomMode: ZegoExpressEngine.setRoomMode,
    };
    expect(await torment(statics, { pass })).toEqual([]);
    const made = engine();
    const login = made.loginRoom('room', { userID: 'ann', userName: 'Ann' });
    await phone.platform.settle();
    await login;
    const manager = await made.createRealTimeSequentialDataManager('room');
    expect(await torment(manager as object, { leftOut: new Set(['take', 'close']), pass })).toEqual([]);
    await ZegoExpressEngine.destroyEngine();
    expect(await torment(manager as object, { leftOut: new Set(['take', 'close']), pass })).toEqual([]);
  },
  TEST_MS,
);

test('[RN-2] whatever the profile is, it is refused with a documented number, or an engine is made', async () => {
  for (const [name, make] of Object.entries(hostileValues)) {
    const fields = ['appID', 'appSign', 'scenario', 'server'];
    for (const given of [make(), ...fields.map((field) => ({ ...profile, [field]: make() }))]) {
      const made = await ZegoExpressEngine.createEngineWithProfile(given as never).catch((error: unknown) => error);
      if (made instanceof ZegoExpressEngine) await ZegoExpressEngine.destroyEngine();
      else expect((made as { errorCode?: unknown }).errorCode, name).toSatisfy(native);
    }
  }
});

test('[RN-12] listeners that throw, of every event, disturb neither each other nor the engine', async () => {
  const made = engine();
  // Where the host reports uncaught errors.
  const reported: (() => void)[] = [];
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => void reported.push(task));
  const heard: string[] = [];
  for (const event of eventNames) {
    made.on(event, () => {
      throw new Error('of the app');
    });
    made.on(event, () => void heard.push(event));
  }
  const login = made.loginRoom('room', { userID: 'ann', userName: 'Ann' });
  await phone.platform.settle();
  expect(await login).toEqual({ errorCode: 0, extendedData: '' });
  void made.startPublishingStream('mine');
  await phone.platform.pass(200, 20);
  await ZegoExpressEngine.destroyEngine();
  expect(heard).toEqual(expect.arrayContaining(['roomStateChanged', 'publisherStateUpdate', 'engineStateUpdate']));
  expect(reported.length).toBeGreaterThanOrEqual(heard.length);
  for (const report of reported) expect(report).toThrow('of the app');
});
