import type { Webhook, WebhookOutcome, WebhookSender } from '../WebhookSender.ts';

/** A receiver in memory: it keeps what it accepted, and answers as `answer` says. */
export class FakeWebhookSender implements WebhookSender {
  /** What was tried, accepted or not. */
  readonly tried: Webhook[] = [];
  readonly accepted: Webhook[] = [];
  answer: (webhook: Webhook) => WebhookOutcome | Promise<WebhookOutcome> = () => ({ ok: true });

  async send(webhook: Webhook): Promise<WebhookOutcome> {
    this.tried.push(webhook);
    const outcome = await this.answer(webhook);
    if (outcome.ok) this.accepted.push(webhook);
    return outcome;
  }

  async permits(url: string): Promise<boolean> {
    return !url.includes('forbidden');
  }

  async close(): Promise<void> {}
}
