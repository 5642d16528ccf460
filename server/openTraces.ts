import type { Config } from './config/Config.ts';
import { version } from './config/version.ts';
import type { Log } from './operations/Cloud.ts';
import type { CallbackTraces } from './operations/callbacks/CallbackTraces.ts';
import type { Spans } from './traces/Spans.ts';

export type Traces = { spans?: Spans; callbacks?: CallbackTraces; close(): Promise<void> };

/** A collector that does not answer holds up nothing but its own spans. */
const EXPORT_MS = 5_000;
const CLOSE_MS = 2_000;
/** The log says once a minute that spans get lost, not for each of them. */
const SAY_EVERY_MS = 60_000;

/** OpenTelemetry, where an endpoint was chosen; its code is loaded only then. */
export async function openTraces({ otelEndpoint, otelShare }: Config, log: Log): Promise<Traces> {
  if (otelEndpoint === undefined) return { close: async () => {} };
  const [{ diag, DiagLogLevel }, sdk, { resourceFromAttributes }, { OTLPTraceExporter }, { Spans }, { callbackTraces }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('./traces/Spans.ts'),
      import('./traces/callbackTraces.ts'),
    ]);
  const quiet = () => {};
  let saidAt = Number.NEGATIVE_INFINITY;
  const error = (why: string) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    log.warn({ why: why.slice(0, 200) }, 'traces could not be delivered');
  };
  diag.setLogger(
    { error, warn: quiet, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
  const exporter = new OTLPTraceExporter({ url: `${otelEndpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: EXPORT_MS });
  const ratio = new sdk.TraceIdRatioBasedSampler(otelShare / 100);
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'liuyun', 'service.version': version() }),
    sampler: new sdk.ParentBasedSampler({ root: ratio }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const spans = new Spans(provider.getTracer('liuyun', version()));
  return {
    spans,
    callbacks: callbackTraces(spans),
    close: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([provider.shutdown().catch(() => {}), late]);
      diag.disable();
    },
  };
}
