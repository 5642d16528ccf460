import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Made, madeEngine } from '../fake/madeEngine.ts';

let made: Made;

beforeEach(() => {
  made = madeEngine();
});
afterEach(() => {
  made.engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** What Vue 3 (and Alpine) does to what an app keeps in its state: objects of these kinds are wrapped, and so is all that is read from them. */
const WRAPPED = ['Object', 'Array', 'Map', 'Set', 'WeakMap', 'WeakSet'];
const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);
function reactive<T>(value: T): T {
  if (typeof value !== 'object' || value === null || !WRAPPED.includes(kindOf(value))) return value;
  return new Proxy(value, { get: (target, key, self) => reactive(Reflect.get(target, key, self)) });
}

test('[WEB-59] what an app keeps in the state of a framework that wraps plain objects stays what it is', async () => {
  const { engine, page } = made;
  const local = await engine.createZegoStream();
  const state = reactive({
    engine,
    local,
    view: engine.createRemoteStreamView(new MediaStream()),
    localView: engine.createLocalStreamView(await engine.createStream()),
    player: engine.createAudioEffectPlayer(local.stream as MediaStream),
    data: engine.createRealTimeSequentialDataManager('room'),
    range: engine.createRangeAudioInstance(),
    compositor: engine.createStreamCompositor(),
    nothing: { of: 'ours' },
  });
  const { nothing, ...ours } = state;
  expect(kindOf(nothing)).toBe('Object');
  for (const [name, held] of Object.entries(ours)) {
    expect.soft(kindOf(held), name).toMatch(/^Zego[A-Z]\w+$/);
  }
  expect(state.engine.on('roomStateChanged', () => {})).toBe(true);
  expect(state.engine.startPublishingStream('mine', state.local)).toBe(true);
  expect(state.local.getTracks()).toHaveLength(2);
  const box = page.container('box');
  state.view.play(box as unknown as HTMLElement);
  expect(state.view.getVideoWidth()).toBe(0);
  expect(state.range.setRangeAudioVolume(50)).toBeUndefined();
  expect(() => state.data.on('receiveRealTimeSequentialData', () => {})).not.toThrow();
});
