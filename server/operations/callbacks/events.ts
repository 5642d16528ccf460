/** What an app's server is told is open, and later closed. Times are Unix ms. */
export type Opened =
  | { kind: 'room'; roomID: string; roomSessionID: number; creator: string; openedAt: number }
  | {
      kind: 'session';
      roomID: string;
      roomSessionID: number;
      sessionID: string;
      userID: string;
      userName: string;
      enteredAt: number;
    }
  | {
      kind: 'stream';
      roomID: string;
      roomSessionID: number;
      streamID: string;
      /** Unique among all streams of the app, and growing. */
      number: number;
      userID: string;
      userName: string;
      extraInfo: string;
      createdAt: number;
      /** Whether a stream of this ID ended within the last 90 s. */
      recreate: boolean;
    };

export type EndReason =
  | 'normal'
  | 'silent'
  | 'disconnected'
  | 'kicked'
  | 'loggedInAgain'
  | 'tokenExpired'
  | 'roomCleared'
  | 'deleted';

export type Ending = { at: number; reason: EndReason };

/** An event in the documented words. What belongs to every callback (appid, timestamp, nonce, signature) comes when it is sent. */
export type CallbackEvent = { event: string; fields: { [name: string]: unknown } };

const roomCloseReason: { [R in EndReason]?: number } = {
  silent: 1,
  disconnected: 2,
  kicked: 3,
  loggedInAgain: 3,
  tokenExpired: 3,
};
const logoutReason: { [R in EndReason]?: number } = { silent: 1, disconnected: 2, kicked: 3, loggedInAgain: 3, tokenExpired: 4 };
const streamCloseType: { [R in EndReason]?: number } = {
  silent: 1,
  loggedInAgain: 2,
  kicked: 3,
  tokenExpired: 3,
  disconnected: 4,
  roomCleared: 5,
  deleted: 100,
};

/** One text for each thing that can be open. */
export function keyOf(appID: number, opened: Opened): string {
  const own = {
    room: '',
    session: 'sessionID' in opened ? opened.sessionID : '',
    stream: 'number' in opened ? opened.number : '',
  };
  return `${appID} ${opened.kind} ${opened.roomSessionID} ${own[opened.kind]}`;
}

export function openingOf(opened: Opened): CallbackEvent {
  const { roomID: room_id } = opened;
  if (opened.kind === 'room') {
    const { roomSessionID: room_session_id, openedAt: room_create_time, creator: id_name } = opened;
    return { event: 'room_create', fields: { room_id, room_session_id, room_create_time, id_name } };
  }
  if (opened.kind === 'session') return { event: 'room_login', fields: { ...whoOf(opened), relogin: '0', callback_data: '' } };
  const created = String(opened.createdAt);
  const more = {
    room_session_id: String(opened.roomSessionID),
    title: '',
    stream_alias: opened.streamID,
    stream_attr: JSON.stringify({ cid: 0 }),
    create_time: String(Math.floor(opened.createdAt / 1_000)),
    create_time_ms: created,
    extra_info: opened.extraInfo,
    recreate: opened.recreate ? '1' : '0',
    publish_id: opened.userID,
    publish_name: opened.userName,
    rtmp_url: [],
    hls_url: [],
    hdl_url: [],
    pic_url: [],
  };
  return { event: 'stream_create', fields: { ...streamOf(opened), ...more } };
}

export function closingOf(opened: Opened, { at, reason }: Ending): CallbackEvent {
  const { roomID: room_id } = opened;
  if (opened.kind === 'room') {
    const { roomSessionID: room_session_id } = opened;
    const close_reason = roomCloseReason[reason] ?? 0;
    return { event: 'room_close', fields: { room_id, room_session_id, close_reason, room_close_time: String(at) } };
  }
  if (opened.kind === 'session') {
    const gone = { logout_time: String(at), reason: String(logoutReason[reason] ?? 0) };
    return { event: 'room_logout', fields: { ...whoOf(opened), ...gone } };
  }
  const type = String(streamCloseType[reason] ?? 0);
  return { event: 'stream_close', fields: { ...streamOf(opened), type, third_define_data: '', destroy_timemillis: String(at) } };
}

function whoOf(opened: Opened & { kind: 'session' }): { [name: string]: unknown } {
  return {
    room_id: opened.roomID,
    room_name: opened.roomID,
    room_seq: String(opened.roomSessionID),
    user_account: opened.userID,
    user_nickname: opened.userName,
    session_id: opened.sessionID,
    login_time: String(opened.enteredAt),
    user_role: '2',
    auth_level: '0',
    user_update_seq: '0',
    term_type: '0',
  };
}

function streamOf(opened: Opened & { kind: 'stream' }): { [name: string]: unknown } {
  return {
    room_id: opened.roomID,
    user_id: opened.userID,
    user_name: opened.userName,
    channel_id: opened.roomID,
    stream_id: opened.streamID,
    stream_sid: String(opened.number),
    stream_seq: String(opened.number),
  };
}
