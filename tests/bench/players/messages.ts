import type { DelayCounts } from '../../kit/codecless/DelayHistogram.ts';
import type { Metered } from '../../kit/codecless/PacketMeter.ts';
import type { Playing, Publishing } from './plan.ts';

/** How the people of a load reach the server. */
export type Door = { url: string; appID: number; bindAddress: string | null };
/** What a user shows at login. */
export type Pass = { token?: string; appSign?: string };

/** One stream that one player tried to play. Times in ms: until the login was answered, and from asking to play. */
export type PlayReport = { streamID: string } & (
  | { failed: string }
  | { failed?: undefined; firstPacketMs: number; firstKeyFrameMs: number | undefined }
);
export type PlayerReport = { failed: string } | { failed?: undefined; joinMs: number; plays: PlayReport[] };

/** CPU of the process, how busy its JavaScript thread was (0 to 1), and how late its timers came. */
export type GeneratorLoad = { loopBusy: number; loopDelayP99Ms: number };

/** What the parent asks of a load process, and what it answers. */
export type Tasks = {
  publish: {
    params: {
      door: Door;
      people: (Publishing & Pass)[];
      pace: { codec: 'VP8' | 'H264'; audio: boolean; kbps: number; fps: number };
    };
    result: null;
  };
  play: {
    params: { door: Door; people: (Playing & Pass)[]; everyMs: number; audio: boolean; window: number };
    /** `probePort` takes packets that do not pass the server. */
    result: { players: PlayerReport[]; probePort: number };
  };
  /** Packets from now on (`atUs`, of the machine's clock) belong to the measurement; they are also sent straight to the probes. */
  begin: { params: { window: number; probePorts: number[] }; result: { atUs: number } };
  end: { params: Record<string, never>; result: GeneratorLoad & { atUs: number } };
  sent: { params: Record<string, never>; result: { [streamID: string]: number } };
  received: {
    params: Record<string, never>;
    result: { plays: ({ streamID: string } & Metered)[]; delays: DelayCounts; probe: DelayCounts; lost: string[] };
  };
  leave: { params: Record<string, never>; result: null };
};
/** A load process ends with this when its time is over. */
export const LATE_EXIT = 124;

export type TaskName = keyof Tasks;
export type Ask = { [N in TaskName]: { id: number; ask: N; params: Tasks[N]['params'] } }[TaskName];
export type Answer = { id: number; ok: unknown } | { id: number; fail: string };
