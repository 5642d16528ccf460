import { installMedia } from '@liuyun/browser/fake/media';
import { installPage } from '@liuyun/browser/fake/page';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { EngineParts } from '../engine/EngineParts.ts';
import { ZegoExpressEngine } from '../ZegoExpressEngine.ts';

/** The façade on a core that does at once what it is told, in a page without a screen. */
export async function madeEngine() {
  const media = installMedia();
  installPage();
  const core = new FakeEngine();
  const engine = new (class extends ZegoExpressEngine {
    protected override makeParts(profile: ConstructorParameters<typeof EngineParts>[0]['profile'], multiRoom: boolean) {
      return new EngineParts({
        profile,
        multiRoom,
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
