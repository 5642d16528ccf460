import { randomBytes } from 'node:crypto';
import type { ActionData, ActionName, ActionSent } from '@liuyun/protocol/rest/actions';
import { type ReturnName, returnCodes } from '@liuyun/protocol/rest/returnCodes';
import { signature3 } from '@liuyun/token';

/** Where the cloud is, and as which app one speaks. */
export type ServerApiOptions = {
  /** Where the cloud is: `https://rtc.example.com` or `http://127.0.0.1:8080`. */
  server: string;
  /** The app's number, 1 to 4294967295. */
  appID: number;
  /** The app's ServerSecret; it never leaves your server. */
  serverSecret: string;
  /** How long an answer may take, ms; 10 000 when left out. */
  timeoutMs?: number;
};

/** A call that did not succeed: the server said why (`code` above 0), or it could not be asked (`code` −1). */
export class ServerApiError extends Error {
  /** The documented return code; −1 when there was no answer. */
  readonly code: number;
  /** The code's name; NOT_REACHED when there was no answer, UNKNOWN for a code that this version does not know. */
  readonly failure: ReturnName | 'NOT_REACHED' | 'UNKNOWN';
  /** The action that was asked for. */
  readonly action: ActionName;
  /** Names the request in the server's log. */
  readonly requestID: string | undefined;
  /** What the server said all the same, as with 41006. */
  readonly data: unknown;

  /** Made by `ServerApi`; there is no need to make one. */
  constructor(
    action: ActionName,
    answer: { code: number; message: string; requestID?: string | undefined; data?: unknown },
    options?: { cause?: unknown },
  ) {
    super(`${action}: ${answer.message} (${answer.code})`, options);
    this.name = 'ServerApiError';
    this.action = action;
    this.code = answer.code;
    this.failure = nameOf(answer.code);
    this.requestID = answer.requestID;
    this.data = answer.data;
  }
}

/**
 * The server API, signed (version 3.0: the whole request) and typed. Nothing is tried again by itself: after NOT_REACHED nobody
 * knows whether it was done. For an app's own server only: it holds the ServerSecret.
 * @example await new ServerApi({ server, appID, serverSecret }).kickoutUser({ RoomId: 'room1', UserId: ['bob'] });
 */
export class ServerApi {
  readonly #url: string;
  readonly #path: string;
  readonly #options: ServerApiOptions;

  /**
   * Nothing is sent yet.
   * @throws TypeError for a server that is no http(s) URL, an AppID or a secret that cannot be one.
   */
  constructor(options: ServerApiOptions) {
    const url = new URL('api/', options.server.endsWith('/') ? options.server : `${options.server}/`);
    if (!/^https?:$/.test(url.protocol)) throw new TypeError('server must be an http or https URL');
    if (!Number.isInteger(options.appID) || options.appID < 1 || options.appID > 0xffff_ffff)
      throw new TypeError('appID is wrong');
    if (!options.serverSecret) throw new TypeError('serverSecret is missing');
    this.#url = url.origin + url.pathname;
    this.#path = url.pathname;
    this.#options = { ...options };
  }

  // --- users
  /** How many users are in each of at most 10 rooms; 0 for a room that is not there. 10 calls a second. */
  describeUserNum = this.#action('DescribeUserNum');
  /** The users of a room, at most 200 at a time; pass the answered Marker on for the next page. One call a second per room. */
  describeUserList = this.#action('DescribeUserList');
  /** Whether each of at most 10 users is in the room, and since when (Unix ms). */
  describeUsers = this.#action('DescribeUsers');
  /** Throws at most 5 users out of a room: their streams stop, they are told KICKOUT 1002055 with CustomReason (at most 256 bytes). */
  kickoutUser = this.#action('KickoutUser');
  /**
   * Makes worthless what was issued until now: tokens of at most 20 users, or of everybody (AllUsers). Who is in with one is thrown
   * out unless KickOut is false. Tokens that you make later are good.
   */
  revokeTokens = this.#action('RevokeTokens');
  /** Throws everybody out of a room. One call a second. */
  closeRoom = this.#action('CloseRoom');
  // --- messages
  /** A message to everybody in a room but UserId, in order, at most 1024 bytes. */
  sendBroadcastMessage = this.#action('SendBroadcastMessage');
  /** A message to everybody in a room but UserId that may be dropped under load, at most 1024 bytes. */
  sendBarrageMessage = this.#action('SendBarrageMessage');
  /** A command to at most 10 users, or to everybody without ToUserId; FailUsers names who is not there (50003). */
  sendCustomCommand = this.#action('SendCustomCommand');
  // --- streams
  /** The streams of a room with their publishers. Once in 10 s per room. */
  describeSimpleStreamList = this.#action('DescribeSimpleStreamList');
  /** Announces a stream that is published elsewhere; the room must exist. */
  addStream = this.#action('AddStream');
  /** Withdraws a stream from its room; the publisher itself is not told. */
  deleteStream = this.#action('DeleteStream');
  /** Stops a stream until it is resumed: its publisher gets 1003025, its players 1004025. Sequence must grow. */
  forbidRTCStream = this.#action('ForbidRTCStream');
  /** The same for at most 20 streams. */
  forbidRTCStreams = this.#action('ForbidRTCStreams');
  /** Lets a forbidden stream be published again. Sequence must grow. */
  resumeRTCStream = this.#action('ResumeRTCStream');
  /** The same for at most 20 streams. */
  resumeRTCStreams = this.#action('ResumeRTCStreams');
  /** When a stream began and ended; fails with 41004 for one that is unknown, 41006 for one that is closed. */
  describeRTCStreamState = this.#action('DescribeRTCStreamState');
  // --- rules
  /** Forbids to log in or to publish for EffectiveTime seconds (1 to 86400), by address, room, user, or user in a room. What is in effect already goes on. */
  setForbidUserRule = this.#action('SetForbidUserRule');
  /** Takes such a rule back. */
  delForbidUserRule = this.#action('DelForbidUserRule');
  /** The rules for users that are in force. */
  describeForbidUserRules = this.#action('DescribeForbidUserRules');
  /** Forbids a stream, or its picture or sound alone, for a time. */
  setForbidStreamRule = this.#action('SetForbidStreamRule');
  /** Takes such a rule back. */
  delForbidStreamRule = this.#action('DelForbidStreamRule');
  /** The rules for streams that are in force. */
  describeForbidStreamRules = this.#action('DescribeForbidStreamRules');

  /** Any action by its name. Resolves with its Data; rejects with ServerApiError. */
  async call<A extends ActionName>(action: A, params: ActionSent<A>): Promise<ActionData<A>> {
    const { appID, serverSecret, timeoutMs = 10_000 } = this.#options;
    const body = new TextEncoder().encode(JSON.stringify(params));
    const timestamp = String(Math.floor(Date.now() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const query: [string, string][] = [
      ['Action', action],
      ['AppId', String(appID)],
      ['SignatureNonce', nonce],
      ['Timestamp', timestamp],
      ['SignatureVersion', '3.0'],
    ];
    query.push(['Signature', signature3({ method: 'POST', path: this.#path, query, body, timestamp, nonce }, serverSecret)]);
    const answer = await this.#send(action, { query, body, timeoutMs });
    const { Code, Message, RequestId, Data } = answer;
    if (Code !== 0) throw new ServerApiError(action, { code: Code, message: Message, requestID: RequestId, data: Data });
    return Data as ActionData<A>;
  }

  async #send(
    action: ActionName,
    sent: { query: [string, string][]; body: Uint8Array<ArrayBuffer>; timeoutMs: number },
  ): Promise<Answer> {
    try {
      const response = await fetch(`${this.#url}?${new URLSearchParams(sent.query)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: sent.body,
        redirect: 'error',
        signal: AbortSignal.timeout(sent.timeoutMs),
      });
      const answer: unknown = await response.json();
      if (!isAnswer(answer)) throw new Error(`HTTP ${response.status}: not an answer of the server API`);
      return answer;
    } catch (cause) {
      throw new ServerApiError(action, { code: -1, message: 'the server could not be asked' }, { cause });
    }
  }

  #action<A extends ActionName>(action: A): (params: ActionSent<A>) => Promise<ActionData<A>> {
    return (params) => this.call(action, params);
  }
}

type Answer = { Code: number; Message: string; RequestId: string; Data: unknown };

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && typeof (value as { Code?: unknown }).Code === 'number';
}

function nameOf(code: number): ServerApiError['failure'] {
  if (code < 0) return 'NOT_REACHED';
  const found = Object.entries(returnCodes).find(([, row]) => row.code === code);
  return found ? (found[0] as ReturnName) : 'UNKNOWN';
}
