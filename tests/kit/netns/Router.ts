import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What is held up. `reset` answers TCP with a reset, at once also on connections that stand. */
export type Stop = { proto: 'tcp' | 'udp' | 'any'; port?: number; reset?: boolean };

/** What happens to the packets of one direction; nothing where nothing is said. */
export type Direction = {
  stop?: Stop[];
  /** 0–1, drawn for each packet. */
  loss?: number;
  delayMs?: number;
  /** ± this, drawn for each packet. */
  jitterMs?: number;
  rateKbps?: number;
  /** How much the narrow place holds before it drops, ms at its rate (standard: 300). */
  queueMs?: number;
};

export type Counters = { packets: number; bytes: number; lost: number };
type Answer = { id: number; at: number; seen?: Record<string, { up: Counters; down: Counters }> };

const ANSWER_MS = 5_000;
/** Packets are lost and delayed alike in every run. */
const SEED = 20_240_601;

/** Drives `router.py`, which forwards the packets of a router namespace. */
export class Router {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastID = 0;
  #unread = '';
  #errors = '';

  private constructor(namespace: string, device: string) {
    const script = join(import.meta.dirname, 'router.py');
    this.#child = spawn('ip', ['netns', 'exec', namespace, 'python3', script, device, String(SEED)], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk) => this.#read(String(chunk)));
    this.#child.stderr?.on('data', (chunk) => (this.#errors += chunk));
  }

  static async start(namespace: string, device: string): Promise<Router> {
    const router = new Router(namespace, device);
    await router.#answer(0);
    return router;
  }

  /** Whose packets are whose, by IPv4 address. */
  async assign(links: Record<string, string[]>): Promise<void> {
    await this.#order({ links });
  }

  /** Replaces all that happens to the packets of a link. Resolves when (ms since the epoch) it began to hold. */
  async shape(link: string, { up = {}, down = {} }: { up?: Direction; down?: Direction }): Promise<number> {
    return (await this.#order({ link, up, down })).at;
  }

  async count(link: string): Promise<{ up: Counters; down: Counters }> {
    const none = { packets: 0, bytes: 0, lost: 0 };
    return (await this.#order({ count: true })).seen?.[link] ?? { up: none, down: none };
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.stdin?.end();
    const force = setTimeout(() => this.#child.kill('SIGKILL'), 2_000);
    await exited;
    clearTimeout(force);
  }

  async #order(order: object): Promise<Answer> {
    const id = ++this.#lastID;
    const answer = this.#answer(id);
    this.#child.stdin?.write(`${JSON.stringify({ id, ...order })}\n`);
    return await answer;
  }

  #answer(id: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the router does not answer. ${this.#errors}`)), ANSWER_MS);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }

  #read(text: string): void {
    const lines = (this.#unread + text).split('\n');
    this.#unread = lines.pop() ?? '';
    for (const line of lines) {
      const answer = JSON.parse(line) as Answer;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    }
  }
}
