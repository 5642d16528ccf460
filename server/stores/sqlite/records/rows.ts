import type { CallRow, Direction, Figure, PlayRow, PublicationRow, SampleRow, StayRow } from '../../RecordStore.ts';
import { scale } from './schema.ts';

/** A row as SQLite gives it; the tables are STRICT, so each column holds what its reader says. */
export type Raw = { [column: string]: number | string | null };

const number = (raw: Raw, column: string) => raw[column] as number;
const maybe = (raw: Raw, column: string) => raw[column] as number | null;
const text = (raw: Raw, column: string) => raw[column] as string;

export function callOf(raw: Raw): CallRow {
  return {
    number: number(raw, 'number'),
    callID: text(raw, 'call_id'),
    appID: number(raw, 'app_id'),
    roomID: text(raw, 'room_id'),
    openedAt: number(raw, 'opened_at'),
    closedAt: maybe(raw, 'closed_at'),
    crashed: raw.crashed === 1,
    users: number(raw, 'users'),
    peakUsers: number(raw, 'peak_users'),
    stays: number(raw, 'stays'),
    publications: number(raw, 'publications'),
    plays: number(raw, 'plays'),
  };
}

export function stayOf(raw: Raw): StayRow {
  return {
    call: number(raw, 'call'),
    stayID: number(raw, 'number'),
    userID: text(raw, 'user_id'),
    userName: text(raw, 'user_name'),
    from: number(raw, 'from_at'),
    until: maybe(raw, 'until_at'),
    reason: raw.reason as StayRow['reason'],
    detail: text(raw, 'detail'),
    sockets: number(raw, 'sockets'),
    breaks: JSON.parse(text(raw, 'breaks')) as StayRow['breaks'],
    platform: text(raw, 'platform'),
    sdk: text(raw, 'sdk'),
    sdkVersion: text(raw, 'sdk_version'),
    joinMs: maybe(raw, 'join_ms'),
  };
}

export function publicationOf(raw: Raw): PublicationRow {
  return {
    call: number(raw, 'call'),
    publicationID: number(raw, 'number'),
    stayID: maybe(raw, 'stay'),
    userID: text(raw, 'user_id'),
    streamID: text(raw, 'stream_id'),
    tracks: JSON.parse(text(raw, 'tracks')) as PublicationRow['tracks'],
    from: number(raw, 'from_at'),
    until: maybe(raw, 'until_at'),
    reason: raw.reason as PublicationRow['reason'],
    liveMs: maybe(raw, 'live_ms'),
    publishMs: maybe(raw, 'publish_ms'),
  };
}

export function playOf(raw: Raw): PlayRow {
  return {
    call: number(raw, 'call'),
    playID: number(raw, 'number'),
    stayID: maybe(raw, 'stay'),
    userID: text(raw, 'user_id'),
    streamID: text(raw, 'stream_id'),
    publisherID: text(raw, 'publisher_id'),
    from: number(raw, 'from_at'),
    until: maybe(raw, 'until_at'),
    reason: raw.reason as PlayRow['reason'],
    playMs: maybe(raw, 'play_ms'),
    firstVideoMs: maybe(raw, 'first_video_ms'),
    firstAudioMs: maybe(raw, 'first_audio_ms'),
    freezes: number(raw, 'freezes'),
    freezeMs: number(raw, 'freeze_ms'),
  };
}

export function sampleOf(raw: Raw): SampleRow {
  const figure = (name: Figure) => unscaled(name, maybe(raw, name));
  return {
    call: number(raw, 'call'),
    userID: text(raw, 'user_id'),
    streamID: text(raw, 'stream_id'),
    direction: raw.direction as Direction,
    t: number(raw, 't'),
    videoKbps: figure('videoKbps'),
    audioKbps: figure('audioKbps'),
    fps: figure('fps'),
    width: figure('width'),
    height: figure('height'),
    loss: figure('loss'),
    rtt: figure('rtt'),
    delay: figure('delay'),
    jitter: figure('jitter'),
    freezeMs: figure('freezeMs'),
    concealed: figure('concealed'),
  };
}

export function scaled(name: Figure, value: number | null): number | null {
  return value === null ? null : Math.round(value * scale[name]);
}

export function unscaled(name: Figure, value: number | null): number | null {
  return value === null ? null : Math.round(value) / scale[name];
}
