import { availableParallelism } from 'node:os';
import { PLAYS_PER_SESSION } from '@liuyun/protocol/limits';
import { parsed, WrongOptions, wholeNumber } from '../commandLine.ts';

/**
 * A server that runs already; `secret` is the app's ServerSecret, `here`: it shares this machine. `metrics`: where its figures
 * are and what they are shown for; `wanted`: without them the load is not begun.
 */
export type Target = {
  url: string;
  appID: number;
  secret: string;
  here: boolean;
  metrics: { url: string; token: string | undefined; wanted: boolean };
};

/** What to measure. `streams` and `players` are counted per room; everybody plays every stream of their room. */
export type PlayersOptions = {
  streams: number;
  players: number;
  rooms: number;
  /** Length of the measurement, after everybody plays. */
  seconds: number;
  /** Of the pictures of one stream; sound adds 32. */
  kbps: number;
  fps: number;
  codec: 'VP8' | 'H264';
  audio: boolean;
  /** Media workers of the server that is started. */
  workers: number;
  /** Processes that play; one more publishes. */
  generators: number;
  /** How many players come per second. */
  joins: number;
  /** Where to send the load to; without it a server is started on the loopback address. */
  target?: Target;
};

/** Whatever is asked for, no load is larger or longer than this. */
export const CAPS = { players: 500, seconds: 120, streams: 50, rooms: 100, plays: 2_000, mbps: 2_000 } as const;

const PLAYERS_PER_GENERATOR = 100;

export const usage = `npm run bench -- players [OPTIONS]

Measures what players cost: a server, publishers and players that send and receive real packets without codecs.

  --streams N      streams in each room (1)
  --players N      players in each room; each plays all its streams (10). At most ${CAPS.players} in all
  --rooms N        rooms (1)
  --seconds N      how long to measure after everybody plays (20). At most ${CAPS.seconds}
  --kbps N         of each stream's pictures (1000)
  --fps N          pictures per second (25)
  --codec NAME     VP8 or H264 (VP8)
  --audio          with sound: 50 packets per second, 32 kbit/s
  --workers N      media workers of the server that is started (1)
  --generators N   processes that play (one for each ${PLAYERS_PER_GENERATOR} players)
  --joins N        players that come per second (20)
  --json FILE      write the result there, or into that folder as DATE-players.json; else it is printed
  --url URL        measure a server that runs already, ws(s)://HOST:PORT/signalling; the load then leaves this machine
  --app APPID      an app of that server
  --secret SECRET  its ServerSecret; better in the environment as LIUYUN_SECRET, where other users do not see it
  --metrics URL    where that server shows its figures, if not at http(s)://HOST:PORT/metrics; its metrics-token goes into
                   the environment as LIUYUN_METRICS_TOKEN`;

type Environment = { LIUYUN_SECRET?: string; LIUYUN_METRICS_TOKEN?: string };

/** Reads and limits a command line. @throws WrongOptions */
export function readOptions(argv: readonly string[], env: Environment = process.env) {
  const values = parse(argv);
  const number = (name: keyof typeof values & keyof typeof ranges, least = 1) =>
    wholeNumber(name, values[name], { least, most: ranges[name] });
  const { codec } = values;
  if (codec !== 'VP8' && codec !== 'H264') throw new WrongOptions(`--codec must be VP8 or H264, not ${JSON.stringify(codec)}`);
  const players = number('players');
  const rooms = number('rooms');
  const standard = Math.max(1, Math.min(availableParallelism(), Math.ceil((players * rooms) / PLAYERS_PER_GENERATOR)));
  const options: PlayersOptions = {
    streams: number('streams'),
    players,
    rooms,
    seconds: number('seconds'),
    kbps: number('kbps', 10),
    fps: number('fps'),
    codec,
    audio: values.audio,
    workers: number('workers'),
    generators: values.generators === undefined ? standard : number('generators'),
    joins: number('joins'),
    target: targetOf(values, env),
  };
  refuseTooMuch(options);
  return { options, json: values.json };
}

const ranges = {
  streams: PLAYS_PER_SESSION,
  players: CAPS.players,
  rooms: CAPS.rooms,
  seconds: CAPS.seconds,
  kbps: 20_000,
  fps: 120,
  workers: 64,
  generators: 16,
  joins: 100,
} as const;

/** @throws WrongOptions when the load as a whole is beyond CAPS. */
export function refuseTooMuch({ streams, players, rooms, kbps, seconds, audio }: PlayersOptions): void {
  const refuse = (what: string, asked: number, most: number) => {
    if (!(asked <= most)) throw new WrongOptions(`${what}: ${asked} asked for, at most ${most} allowed`);
  };
  const plays = streams * players * rooms;
  refuse('players in all rooms', players * rooms, CAPS.players);
  refuse('seconds', seconds, CAPS.seconds);
  refuse('streams in all rooms', streams * rooms, CAPS.streams);
  refuse('streams times players', plays, CAPS.plays);
  refuse('Mbit/s to all players', Math.ceil((plays * (kbps + (audio ? 32 : 0))) / 1000), CAPS.mbps);
}

function parse(argv: readonly string[]) {
  const number = (standard: string) => ({ type: 'string', default: standard }) as const;
  return parsed({
    args: [...argv],
    options: {
      streams: number('1'),
      players: number('10'),
      rooms: number('1'),
      seconds: number('20'),
      kbps: number('1000'),
      fps: number('25'),
      codec: number('VP8'),
      audio: { type: 'boolean', default: false },
      workers: number('1'),
      generators: { type: 'string' },
      joins: number('20'),
      json: { type: 'string' },
      url: { type: 'string' },
      app: { type: 'string' },
      secret: { type: 'string' },
      metrics: { type: 'string' },
    },
  });
}

type Asked = { url?: string; app?: string; secret?: string; metrics?: string };

function targetOf({ url, app, metrics, ...asked }: Asked, env: Environment): Target | undefined {
  if (url === undefined) {
    if ([app, asked.secret, metrics].some((one) => one !== undefined)) {
      throw new WrongOptions('--app, --secret and --metrics go with --url');
    }
    return undefined;
  }
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    throw new WrongOptions(`--url must look like ws://HOST:PORT/signalling, not ${JSON.stringify(url)}`);
  }
  const appID = Number(app);
  if (!Number.isInteger(appID) || appID < 1) throw new WrongOptions('--url needs --app APPID');
  const secret = asked.secret ?? env.LIUYUN_SECRET;
  if (secret?.length !== 32)
    throw new WrongOptions("--url needs the app's ServerSecret (32 characters): --secret or LIUYUN_SECRET");
  if (metrics !== undefined && !/^https?:$/.test(URL.canParse(metrics) ? new URL(metrics).protocol : '')) {
    throw new WrongOptions(`--metrics must look like http://HOST:PORT/metrics, not ${JSON.stringify(metrics)}`);
  }
  const here = /^(localhost|127\.\d+\.\d+\.\d+)$/.test(new URL(url).hostname);
  const standard = new URL('/metrics', new URL(url).href.replace(/^ws/, 'http')).href;
  const shown = { url: metrics ?? standard, token: env.LIUYUN_METRICS_TOKEN, wanted: metrics !== undefined };
  return { url, appID, secret, here, metrics: shown };
}
