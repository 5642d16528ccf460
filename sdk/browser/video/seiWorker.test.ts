import { expect, test } from 'vitest';
import { seiUnit } from './sei.ts';
import { type SeiReport, type SeiWorkerScope, seiWorker } from './seiWorker.ts';

type Frame = { data: ArrayBuffer; getMetadata(): { synchronizationSource: number } };
const SPS = [0, 0, 0, 1, 0x67, 1, 2];
const SLICE = [0, 0, 1, 0x65, 9, 8, 7];
const unit = seiUnit(new Uint8Array(16), new Uint8Array([1, 2, 3]));

const frameOf = (bytes: number[], synchronizationSource = 1): Frame => ({
  data: new Uint8Array(bytes).buffer,
  getMetadata: () => ({ synchronizationSource }),
});

/** The worker with the transform of one stream in it; frames go through one by one. */
function started(sends: boolean) {
  const reports: SeiReport[] = [];
  const scope: SeiWorkerScope = { onmessage: null, onrtctransform: null, postMessage: (report) => reports.push(report) };
  seiWorker(scope);
  const [incoming, outgoing] = [new TransformStream<Frame, Frame>(), new TransformStream<Frame, Frame>()];
  scope.onrtctransform?.({
    transformer: { options: { id: 1, sends }, readable: incoming.readable, writable: outgoing.writable as never },
  });
  const writer = incoming.writable.getWriter();
  const reader = outgoing.readable.getReader();
  const pass = async (frame: Frame) => {
    writer.write(frame).catch(() => undefined);
    const { value } = await reader.read();
    return [...new Uint8Array(value?.data ?? new ArrayBuffer(0))];
  };
  return { reports, pass, order: () => scope.onmessage?.({ data: { id: 1, unit } }) };
}

test('[VIDEO-2] a unit stands before the first slice of the next frame, once for each size of the picture', async () => {
  const { pass, order, reports } = started(true);
  expect(reports).toEqual([{ ready: true }]);
  expect(await pass(frameOf([...SPS, ...SLICE]))).toEqual([...SPS, ...SLICE]);
  order();
  expect(await pass(frameOf([...SPS, ...SLICE]))).toEqual([...SPS, ...unit, ...SLICE]);
  expect(await pass(frameOf([...SPS, ...SLICE]))).toEqual([...SPS, ...SLICE]);
  expect(await pass(frameOf([0, ...SLICE], 2))).toEqual([...unit, 0, ...SLICE]);
  expect(await pass(frameOf([0, ...SLICE], 2))).toEqual([0, ...SLICE]);
});

test('[VIDEO-4] a frame that is no H.264 passes unchanged, and the unit waits for one', async () => {
  const { pass, order } = started(true);
  order();
  expect(await pass(frameOf([1, 2, 3]))).toEqual([1, 2, 3]);
  expect(await pass(frameOf([]))).toEqual([]);
  expect(await pass(frameOf(SLICE))).toEqual([...unit, ...SLICE]);
});

test('[VIDEO-3] received units are reported without start codes; the frame stays as it is', async () => {
  const { pass, reports } = started(false);
  const bytes = [...SPS, ...unit, ...unit, ...SLICE];
  expect(await pass(frameOf(bytes))).toEqual(bytes);
  expect(reports.slice(1)).toEqual([
    { id: 1, unit: unit.slice(4) },
    { id: 1, unit: unit.slice(4) },
  ]);
  await pass(frameOf([...SLICE, ...unit]));
  expect(reports).toHaveLength(3);
});
