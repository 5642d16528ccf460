import { z } from 'zod';

/** `http://host:port`, perhaps with a path that the collector's gateway wants; who may write there is told by OTEL_EXPORTER_OTLP_HEADERS. */
export function collectorUrl(): z.ZodType<string> {
  const error = 'must be a URL like http://127.0.0.1:4318, without a user or a query';
  return z.string({ error }).refine(isCollector, { error });
}

function isCollector(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');
}
