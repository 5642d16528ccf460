import { errorTable } from '@liuyun/protocol/errors';
import { type Fault, faultOfRoomID, faultOfStreamID, faultOfUserID } from '@liuyun/protocol/ids';
import { generateToken04 } from '@liuyun/token';
import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { type Command, UsageError } from './Command.ts';
import { appWithID, dataFolderHelp, dataFolderOptions, withApps } from './dataFolder.ts';

const STANDARD_EXPIRE_S = 3_600;
/** Ten years: longer is a slip of the keyboard, or milliseconds. */
const LONGEST_EXPIRE_S = 315_360_000;

/** `liuyun token`: a token for tests and scripts; an application's own server makes them with @liuyun/server-assistant. */
export const token: Command = {
  summary: 'make a token for one user',
  help: `liuyun token --app APPID --user USERID [--room ROOMID] [--streams A,B] [--no-publish] [--expire SECONDS] [--json]

Prints a Token04. Without --room it is good for any room and any stream.

  --app APPID        the app that it is for
  --user USERID      the only user that may use it
  --room ROOMID      the only room that it is good for
  --streams A,B      the only streams that may be published (needs --room)
  --no-publish       log in and play only (needs --room)
  --expire SECONDS   how long it is valid (${STANDARD_EXPIRE_S})
  --mode MODE        gcm, or cbc for software that reads only the older layout
  --json             with what it says, for programs
${dataFolderHelp}`,
  async run(call) {
    const own = {
      app: 'text',
      user: 'text',
      room: 'text',
      streams: 'text',
      'no-publish': 'switch',
      expire: 'text',
      mode: 'text',
      json: 'switch',
    } as const;
    const flags = readFlags(call.argv, own, dataFolderOptions);
    const asked = checked(flags.own, flags.words);
    const config = configFrom(flags, call.env);
    const record = await withApps(config, (apps) => appWithID(apps, asked.app, config));
    const now = Date.now();
    const { userID, payload, mode, seconds } = asked;
    const text = generateToken04(record.appID, userID, record.serverSecret, seconds, payload && JSON.stringify(payload), {
      mode,
      now,
    });
    const said = {
      token: text,
      appID: record.appID,
      userID,
      expiresAt: Math.floor(now / 1000) + seconds,
      payload: payload ?? null,
    };
    call.out(flags.own.json ? JSON.stringify(said, null, 2) : text);
    return 0;
  },
};

type Payload = { room_id: string; privilege: { 1: number; 2: number }; stream_id_list: string[] | null };
type Asked = { app: string; userID: string; seconds: number; mode: 'gcm' | 'cbc'; payload: Payload | undefined };
type Typed = { [name in 'app' | 'user' | 'room' | 'streams' | 'expire' | 'mode']: string | undefined } & {
  'no-publish': boolean;
};

function checked(typed: Typed, words: string[]): Asked {
  const { app = '', user = '', room, streams, expire = String(STANDARD_EXPIRE_S), mode = 'gcm' } = typed;
  if (words[0] !== undefined) throw new UsageError(`${JSON.stringify(words[0])} is not expected here`);
  if (app === '') throw new UsageError('which app? --app APPID ("liuyun app list" shows them)');
  if (user === '') throw new UsageError('which user? --user USERID');
  refuse('--user', faultOfUserID(user));
  if (mode !== 'gcm' && mode !== 'cbc') throw new UsageError('--mode must be gcm or cbc');
  const seconds = Number(expire);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_EXPIRE_S) {
    throw new UsageError(`--expire must be a whole number of seconds from 1 to ${LONGEST_EXPIRE_S}`);
  }
  const limited = streams !== undefined || typed['no-publish'];
  if (limited && room === undefined)
    throw new UsageError('--streams and --no-publish need --room: a token limits publishing for one room');
  const payload = room === undefined ? undefined : limitedTo({ room, streams, publish: !typed['no-publish'] });
  return { app, userID: user, seconds, mode, payload };
}

function limitedTo({ room, streams, publish }: { room: string; streams: string | undefined; publish: boolean }): Payload {
  refuse('--room', faultOfRoomID(room));
  const list = streams?.split(',').map((stream) => stream.trim()) ?? null;
  for (const stream of list ?? []) refuse('--streams', faultOfStreamID(stream));
  return { room_id: room, privilege: { 1: 1, 2: publish ? 1 : 0 }, stream_id_list: list };
}

function refuse(flag: string, fault: Fault): void {
  if (fault) throw new UsageError(`${flag}: ${errorTable[fault].text}`);
}
