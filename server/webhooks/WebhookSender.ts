/** One attempt to hand something to a customer's server. */
export type Webhook = {
  url: string;
  headers: { [name: string]: string };
  /** JSON. */
  body: string;
};

/** `error` says in a few words why it was not accepted; it holds no address and nothing that the receiver wrote. */
export type WebhookOutcome = { ok: true } | { ok: false; error: string };

/** Port: posts webhooks. It never throws, and answers within some seconds whatever the receiver does. */
export interface WebhookSender {
  send(webhook: Webhook): Promise<WebhookOutcome>;
  /** Whether it would post there. A name that cannot be resolved now may be one later: that is no reason against it. */
  permits(url: string): Promise<boolean>;
  /** Ends what is on its way. */
  close(): Promise<void>;
}
