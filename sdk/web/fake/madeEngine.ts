import { installAudio } from '@liuyun/browser/fake/audio';
import { type FakeMediaDevices, installMedia } from '@liuyun/browser/fake/media';
import { type FakePage, installPage } from '@liuyun/browser/fake/page';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { vi } from 'vitest';
import { EngineParts } from '../engine/EngineParts.ts';
import { ZegoExpressEngine } from '../ZegoExpressEngine.ts';

const SERVER = 'ws://127.0.0.1:9/signalling';

/** What a test of public members has in hand. */
export type Made = {
  engine: ZegoExpressEngine;
  core: FakeEngine;
  devices: FakeMediaDevices;
  page: FakePage;
  /** What the SDK wrote to the console. */
  lines: string[];
};

/** The real public engine in a page that never was, with a fake core behind it: logged in, and does what it is told. */
export function madeEngine(): Made {
  const devices = installMedia();
  const page = installPage();
  installAudio();
  vi.stubGlobal('window', new EventTarget());
  const lines: string[] = [];
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(line));
  }
  const core = new FakeEngine();
  const engine = new ZegoExpressEngine(1, SERVER);
  engine.destroyEngine();
  Object.assign(engine, { parts: new EngineParts(1, SERVER, { core }) });
  return { engine, core, devices, page, lines };
}

/** The code that a promise is rejected with; 0 when it is not. */
export const codeOf = (promise: Promise<unknown>): Promise<number> =>
  promise.then(
    () => 0,
    ({ errorCode }: { errorCode: number }) => errorCode,
  );
