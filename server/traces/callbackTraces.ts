import type { CallbackTraces } from '../operations/callbacks/CallbackTraces.ts';
import type { Spans } from './Spans.ts';

/** Callbacks as spans: one when it is written down, below the request that caused it, and one below that for each attempt. */
export function callbackTraces(spans: Spans): CallbackTraces {
  return {
    writing: () => {
      const caused = spans.caused('write the callback');
      return caused && { traceparent: caused.traceparent, written: () => caused.end() };
    },
    trying: ({ event, traceparent }) => {
      const span = spans.client(`callback ${event}`, traceparent);
      return {
        traceparent: span.traceparent,
        ended: ({ appID, id, outcome, ageMs }) => {
          const attributes = {
            'liuyun.app_id': appID,
            'liuyun.event': event,
            'liuyun.callback_id': id,
            'liuyun.outcome': outcome,
            'liuyun.age_ms': ageMs,
          };
          span.end(attributes, outcome !== 'delivered');
        },
      };
    },
  };
}
