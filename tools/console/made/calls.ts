import type { Call, CallDescription, QualitySeries, Stay } from '../../../common/protocol/admin/records.ts';
import { idOf, MINUTE, NAMES, NOW, noise, pick, ROOMS } from './names.ts';

/** Of calls that have a page of their own, the ID says how many people were there. */
export const callIDOf = (people: number): string => String(people).padStart(32, '0');
export const peopleOf = (callID: string): number => Number(callID);

/** A call of a list. */
export function call(index: number): Call {
  const users = index === 0 ? 6 : 2 + Math.floor(noise(index) * 30);
  return {
    callID: `f${String(index).padStart(31, '0')}`,
    appID: 4_008_708_181 + (index % 3),
    roomID: index < ROOMS.length ? pick(ROOMS, index + 1) : `room-${index}`,
    openedAt: NOW - index * 23 * MINUTE - 32 * MINUTE,
    closedAt: index === 0 ? null : NOW - index * 23 * MINUTE,
    durationMs: 32 * MINUTE,
    crashed: index % 13 === 5,
    users,
    peakUsers: Math.ceil(users * 0.8),
    stays: users + 2,
    publications: users,
    plays: users * (users - 1),
  };
}

const publishers = (people: number) => Math.min(people, 40);
/** Everybody plays what the first few publish. */
const PLAYED = 6;

/** Everything about a call of so many people. */
export function description(people: number): CallDescription {
  const of = { ...call(1), callID: callIDOf(people), appID: 4_008_708_181 };
  const end = of.openedAt + 32 * MINUTE;
  const stays: Stay[] = Array.from({ length: people }, (_, index) => ({
    stayID: index + 1,
    userID: idOf(index),
    userName: pick(NAMES, index),
    from: of.openedAt + (index % 30) * 50_000,
    until: index === 0 ? end : end - ((index * 37) % 11) * MINUTE,
    reason: pick(['loggedOut', 'loggedOut', 'disconnected', 'kickedOut', 'tokenExpired', 'silent'] as const, index),
    detail: index % 6 === 3 ? 'spam' : '',
    sockets: index === 2 ? 3 : 1,
    breaks: index === 2 ? [{ at: of.openedAt + 12 * MINUTE, until: of.openedAt + 12.7 * MINUTE, reason: 'silent' }] : [],
    platform: pick(['Chrome 141 on Windows', 'Safari 18 on iOS', 'Chrome 141 on Android'], index),
    sdk: 'web',
    sdkVersion: '0.1.0',
    joinMs: Math.round(140 + noise(index) * 300),
  }));
  const publications = stays.slice(0, publishers(people)).map(({ stayID, userID, from, until }, index) => ({
    publicationID: index + 1,
    stayID,
    userID,
    streamID: `${userID}_camera`,
    tracks:
      index % 4 === 3
        ? [{ kind: 'audio' as const, codec: 'opus' }]
        : [
            { kind: 'audio' as const, codec: 'opus' },
            { kind: 'video' as const, codec: 'H264' },
          ],
    from: from + 9_000,
    until,
    reason: 'left' as const,
    liveMs: 60,
    publishMs: Math.round(180 + noise(index) * 200),
  }));
  const plays = stays
    .flatMap((stay, index) =>
      publications
        .slice(0, PLAYED)
        .filter(({ userID }) => userID !== stay.userID)
        .map((publication, other) => ({
          stayID: stay.stayID,
          userID: stay.userID,
          streamID: publication.streamID,
          publisherID: publication.userID,
          from: Math.max(stay.from, publication.from) + 1_200,
          until: Math.min(stay.until ?? end, publication.until ?? end),
          reason: pick(['streamEnded', 'left', 'stopped'] as const, index + other),
          playMs: 210,
          firstVideoMs: Math.round(240 + noise(index + other) * 500),
          firstAudioMs: 190,
          freezes: (index + other) % 4,
          freezeMs: ((index + other) % 4) * 310,
        })),
    )
    .map((play, index) => ({ playID: index + 1, ...play }));
  const counts = { users: people, peakUsers: people, stays: people, publications: publications.length, plays: plays.length };
  return { call: { ...of, ...counts }, stays, publications, plays, more: { stays: false, publications: false, plays: false } };
}

const EVERY_MS = 5_000;
const POINTS = 380;

/** The figures of a call of so many people: what the first one sends, and how everybody else receives it. */
export function series(people: number): QualitySeries[] {
  return Array.from({ length: people }, (_, index) =>
    lineOf(index, { userID: idOf(index), streamID: `${idOf(0)}_camera`, direction: index === 0 ? 'send' : 'receive' }),
  );
}

function lineOf(line: number, of: Pick<QualitySeries, 'userID' | 'streamID' | 'direction'>): QualitySeries {
  const { openedAt } = call(1);
  const first = line === 0 ? 20_000 : (line % 30) * 50_000 + 20_000;
  const t = Array.from({ length: POINTS - Math.floor(first / EVERY_MS) }, (_, index) => openedAt + first + index * EVERY_MS);
  // Every now and then somebody's line was narrow for a while, and away for half a minute.
  const narrow = (index: number) => line % 7 === 2 && index > 140 && index < 200;
  const column = (make: (index: number) => number | null) =>
    t.map((_, index) => (line % 7 === 2 && index > 140 && index < 146 ? null : make(index)));
  const unknown = () => column(() => null);
  const receives = of.direction === 'receive';
  return {
    ...of,
    t,
    videoKbps: column((index) => (narrow(index) ? 220 : 1150 + noise(index + line) * 160 + Math.sin(index / 24) * 90)),
    audioKbps: column((index) => 32 + noise(index) * 3),
    fps: column((index) => (narrow(index) ? 9 : 24 - noise(index + line) * 1.4)),
    width: column(() => 1280),
    height: column(() => 720),
    loss: column((index) => (narrow(index) ? 0.06 + noise(index) * 0.05 : noise(index + line) * 0.004)),
    rtt: receives ? unknown() : column((index) => 28 + noise(index) * 8),
    delay: receives ? column((index) => (narrow(index) ? 420 : 130 + noise(index + line) * 24)) : unknown(),
    jitter: column(() => 8),
    freezeMs: receives ? column((index) => (narrow(index) && index % 9 === 0 ? 700 : 0)) : unknown(),
    concealed: column(() => 0),
  };
}
