/** What came of one attempt. `tookMs` is how long the receiver took, `ageMs` how old the event was by then. */
export type CallbackAttempt = {
  id: number;
  appID: number;
  event: string;
  outcome: 'delivered' | 'retried' | 'failed';
  tookMs: number;
  ageMs: number;
};
