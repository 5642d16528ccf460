import { installMedia } from '@liuyun/browser/fake/media';
import { installPage } from '@liuyun/browser/fake/page';
import type { Engine } from '@liuyun/core';
import type { Beforehand } from '@liuyun/core/native/Beforehand';
import type { Profile } from '@liuyun/core/native/profile';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { EngineParts } from '../engine/EngineParts.ts';
import { ZegoExpressEngine } from '../ZegoExpressEngine.ts';

/** The façade on a core that does at once what it is told, in a page without a screen. */
export const madeEngine = () => madeEngineOn(new FakeEngine());

/** The façade on a core of the test's. */
export async function madeEngineOn<Core extends Engine>(core: Core) {
  const media = installMedia();
  installPage();
  const engine = new (class extends ZegoExpressEngine {
    protected override makeParts(profile: Profile, beforehand: Beforehand) {
      return new EngineParts({
        profile,
        beforehand,
        core,
        tell: this.tell,
        emit: (event, result) => void this.emit(event, result),
        hearsSEI: () => this.hearsSEI(),
      });
    }
  })();
  const told: { event: string; result: Record<string, unknown> }[] = [];
  const { emit } = engine;
  engine.emit = function (event, ...results) {
    told.push({ event: String(event), result: results[0] as Record<string, unknown> });
    return emit.call(this, event, ...results);
  };
  await engine.createEngine({ appID: 1, appSign: '', scenario: 3, server: 'ws://127.0.0.1:9' });
  return {
    engine,
    core,
    media,
    told,
    codes: () => told.filter(({ event }) => event === 'onDebugError').map(({ result }) => result.errorCode),
  };
}
