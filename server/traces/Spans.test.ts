import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { beforeEach, expect, it } from 'vitest';
import { Spans } from './Spans.ts';
import { contextOf } from './traceparent.ts';

let exporter: InMemorySpanExporter;
let spans: Spans;
beforeEach(() => {
  exporter = new InMemorySpanExporter();
  spans = new Spans(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }).getTracer('test'));
});
const answered = (request: string) => spans.answered({ request, outcome: 'ok', ms: 1, openMs: 1 });
const names = () => exporter.getFinishedSpans().map(({ name }) => name);
const idOf = (name: string) =>
  exporter
    .getFinishedSpans()
    .find((span) => span.name === name)
    ?.spanContext().spanId;
const parentOf = (name: string) => exporter.getFinishedSpans().find((span) => span.name === name)?.parentSpanContext?.spanId;

it('[TRACE-5] steps are below the request that awaits them, however many are answered at a time', async () => {
  const one = (request: string, name: 'media: play' | 'media: publish') =>
    spans.around(async () => {
      await spans.step(name, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        spans.step('check the token', () => 1);
      });
      answered(request);
    }, request);
  await Promise.all([one('startPlaying', 'media: play'), one('startPublishing', 'media: publish')]);
  expect(parentOf('media: play')).toBe(idOf('startPlaying'));
  expect(parentOf('media: publish')).toBe(idOf('startPublishing'));
  expect(parentOf('check the token')).toBe(idOf('media: play'));
});

it('[TRACE-5] a step gives back what it was given, a failure too', async () => {
  const failure = new Error('no');
  await spans.around(async () => {
    expect(spans.step('read the app', () => 7)).toBe(7);
    await expect(spans.step('read the app', () => Promise.reject(failure))).rejects.toBe(failure);
    expect(() =>
      spans.step('read the app', () => {
        throw failure;
      }),
    ).toThrow(failure);
    answered('loginRoom');
  }, 'loginRoom');
  expect(names()).toEqual(['read the app', 'read the app', 'read the app', 'loginRoom']);
});

it('[TRACE-7] what a request leaves behind is no part of it any more, and outside of one there are no steps', async () => {
  let later: (() => void) | undefined;
  const left = new Promise<void>((resolve) => (later = resolve));
  let after: Promise<unknown> | undefined;
  await spans.around(async () => {
    expect(spans.caused('write the callback')).toBeDefined();
    after = left.then(() => [spans.caused('write the callback'), spans.step('read the app', () => 7)]);
    answered('loginRoom');
  }, 'loginRoom');
  later?.();
  expect(await after).toEqual([undefined, 7]);
  expect(spans.step('read the app', () => 8)).toBe(8);
  expect(names()).toEqual(['loginRoom']);
});

it('[TRACE-3] only a traceparent of the form that is documented names a trace', () => {
  const good = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
  const parent = (traceparent: string | undefined) => contextOf(traceparent) !== contextOf(undefined);
  expect(parent(good)).toBe(true);
  for (const bad of ['', 'nonsense', `${good} `, good.toUpperCase(), `01${good.slice(2)}`, good.replace('ab', 'zz')])
    expect([bad, parent(bad)]).toEqual([bad, false]);
});
