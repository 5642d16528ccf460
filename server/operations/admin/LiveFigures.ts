import { type Params, PUBLISHES_PER_SESSION } from '@liuyun/protocol';
import type { Session } from '../../domain/sessions/Session.ts';
import type { Cloud } from '../Cloud.ts';

type Figures = { kbps: number; fps: number | null; at: number };

/** Older than this is no figure of now. */
const FRESH_MS = 30_000;

/** What publishers reported last of what they send. Gone with their sessions. */
export class LiveFigures {
  readonly #of = new WeakMap<Session, Map<string, Figures>>();
  readonly #cloud: Cloud;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    cloud.facts.on('qualityReported', (session, report) => this.#note(session, report));
  }

  find(session: Session, streamID: string): { kbps: number | null; fps: number | null } {
    const found = this.#of.get(session)?.get(streamID);
    const fresh = found && this.#cloud.clock.now() - found.at <= FRESH_MS;
    return fresh ? { kbps: found.kbps, fps: found.fps } : { kbps: null, fps: null };
  }

  #note(session: Session, { samples = [] }: Params<'reportQuality'>): void {
    const now = this.#cloud.clock.now();
    for (const { streamID, send, age, videoKbps, audioKbps, fps } of samples) {
      if (!send || (videoKbps === undefined && audioKbps === undefined)) continue;
      const figures = this.#of.get(session) ?? new Map<string, Figures>();
      this.#of.set(session, figures);
      figures.set(streamID, { kbps: (videoKbps ?? 0) + (audioKbps ?? 0), fps: fps ?? null, at: now - age });
      // Whatever a client reports, no more is kept of it than it can publish.
      for (const oldest of figures.keys()) {
        if (figures.size <= PUBLISHES_PER_SESSION) break;
        figures.delete(oldest);
      }
    }
  }
}
