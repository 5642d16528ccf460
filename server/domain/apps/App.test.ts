import type { NoticeName, Notices, RoomID, StreamID, UserID } from '@liuyun/protocol';
import { describe, expect, it } from 'vitest';
import { announceUsers, SMALL_ROOM } from '../rooms/announceUsers.ts';
import type { Inbox } from '../sessions/Inbox.ts';
import type { Session } from '../sessions/Session.ts';
import { App } from './App.ts';

/** Remembers what it was told. */
class Notepad implements Inbox {
  readonly heard = 0;
  readonly told: string[] = [];

  tell<N extends NoticeName>(name: N, body: Notices[N]): void {
    const change = 'change' in body ? ` ${body.change}` : '';
    const users = name === 'roomUserUpdate' ? ` ${(body as Notices['roomUserUpdate']).users.map(({ userID }) => userID)}` : '';
    this.told.push(`${name}${change}${users}`);
  }

  end(reason: string): void {
    this.told.push(`end ${reason}`);
  }
}

let now = 0;

function enter(
  app: App,
  userID: string,
  options: { roomID?: string; maxMemberCount?: number; reconnecting?: boolean; stayID?: string } = {},
) {
  const { roomID = 'room', maxMemberCount = 0, reconnecting = false, stayID } = options;
  const user = { userID: userID as UserID, userName: userID };
  // Ten milliseconds apart, so that the limit of logins per second plays no part.
  now += 10;
  const place = app.reservePlace({ roomID: roomID as RoomID, userID: user.userID, maxMemberCount, now });
  const inbox = new Notepad();
  const permit = { tokenExpiresAt: null, tokenIssuedAt: null, mayPublish: () => true };
  const keys = { sessionID: `${userID}-${now}`, sessionKey: 'key' };
  const session = app.enter(place, { ...keys, user, wantsUserUpdates: true, permit, inbox, reconnecting, stayID }, now);
  return { session, inbox };
}

const newApp = () =>
  new App(7, { keepSessionMs: 30_000, strictTokenExpiry: false }, (error) => {
    throw error;
  });

const publish = (app: App, session: Session, streamID: string) => {
  const stream = app.reserveStream(session, streamID as StreamID);
  app.goLive(stream, { tracks: [{ kind: 'audio', muted: false }], extraInfo: '', now });
  return stream;
};

describe('App', () => {
  it('[ROOMS-12] whoever comes among 200 a second gets in, however unevenly they arrive; a room does not take more for long', () => {
    const app = newApp();
    const refused = (from: number, perSecond: number, seconds: number) => {
      let count = 0;
      for (let index = 0; index < perSecond * seconds; index++) {
        // A stall of half a second in each second: those who came meanwhile arrive together.
        const at = (1000 * index) / perSecond;
        const arrives = from + Math.round(at % 1000 < 500 ? at - (at % 1000) + 500 : at);
        const user = { roomID: 'room' as RoomID, userID: `${from}-${index}` as UserID };
        try {
          app.reservePlace({ ...user, maxMemberCount: 0, now: arrives });
        } catch {
          count += 1;
        }
      }
      return count;
    };
    expect(refused(1_000_000, 200, 10)).toBe(0);
    // What a second may take at once is spent on top.
    expect(refused(2_000_000, 400, 10)).toBeGreaterThan(1_850);
  });

  it('[ROOMS-22] above 500 users the earlier do not hear of the later, and the later of nobody', () => {
    const app = newApp();
    const first = enter(app, 'first');
    for (let index = 2; index <= 500; index++) enter(app, `user-${index}`);
    const tell = () => {
      const room = app.rooms.get('room' as RoomID);
      if (room) announceUsers(room);
    };
    const heard = (change: string) =>
      first.inbox.told.flatMap((line) => (line.includes(` ${change} `) ? (line.split(' ').at(-1)?.split(',') ?? []) : []));
    tell();
    expect(heard('ADD')).toHaveLength(499);
    const late = enter(app, 'late');
    const later = enter(app, 'later');
    tell();
    expect(heard('ADD')).toHaveLength(499);
    expect(late.session.announced).toBe(false);
    app.endSession(later.session, 'loggedOut');
    const [hundredth] = app.sessions.of('user-100' as UserID);
    if (hundredth) app.endSession(hundredth, 'loggedOut');
    tell();
    expect(heard('DELETE')).toEqual(['user-100']);
    expect(late.inbox.told).toEqual([]);
    expect(app.rooms.get('room' as RoomID)?.members.size).toBe(500);
  });

  it('[ROOMS-25] in a big room comings and goings are told together, in order, and to nobody who knows them', () => {
    const app = newApp();
    const first = enter(app, 'first');
    for (let index = 2; index <= SMALL_ROOM; index++) enter(app, `user-${index}`);
    expect(first.inbox.told).toHaveLength(SMALL_ROOM - 1);
    first.inbox.told.length = 0;
    const room = app.rooms.get('room' as RoomID);
    if (!room) throw new Error('no room');
    let waits = 0;
    room.facts.on('userNewsWaits', () => waits++);
    const [ann, bob] = [enter(app, 'ann'), enter(app, 'bob')];
    app.endSession(ann.session, 'loggedOut');
    const cat = enter(app, 'cat');
    expect([waits, first.inbox.told, cat.inbox.told]).toEqual([1, [], []]);
    // Who comes again after leaving is told in that order.
    enter(app, 'ann');
    expect(first.inbox.told).toEqual(['roomUserUpdate ADD ann,bob,cat', 'roomUserUpdate DELETE ann']);
    expect(bob.inbox.told).toEqual(['roomUserUpdate ADD cat', 'roomUserUpdate DELETE ann']);
    expect(cat.inbox.told).toEqual([]);
    // Whatever else is told comes after the news of who does it.
    publish(app, bob.session, 's');
    expect(first.inbox.told.slice(2)).toEqual(['roomUserUpdate ADD ann', 'roomStreamUpdate ADD']);
    announceUsers(room);
    expect(first.inbox.told).toHaveLength(4);
    // A session that came back has its snapshot.
    enter(app, 'dan');
    app.resumeSession(cat.session, cat.inbox, undefined);
    cat.inbox.told.length = 0;
    announceUsers(room);
    expect(cat.inbox.told).toEqual([]);
  });

  it('[ROOMS-10] places held for users on the way in count, and can be given back', () => {
    const app = newApp();
    const ask = (userID: string) =>
      app.reservePlace({ roomID: 'room' as RoomID, userID: userID as UserID, maxMemberCount: 2, now });
    const [one, two] = [ask('ann'), ask('bob')];
    expect(() => ask('cat')).toThrow('full');
    two.release();
    two.release();
    const three = ask('cat');
    one.release();
    three.release();
    expect(app.rooms.size).toBe(0);
  });

  it('[SESSION-8] the earlier session is over before the later one is announced', () => {
    const app = newApp();
    const bob = enter(app, 'bob');
    const ann = enter(app, 'ann');
    publish(app, ann.session, 's');
    const again = enter(app, 'ann');
    expect(ann.session.presence).toEqual({ state: 'gone', reason: 'loggedInElsewhere' });
    expect(ann.inbox.told).toEqual(['kickedOut', 'end KICKED_OUT']);
    expect(bob.inbox.told).toEqual([
      'roomUserUpdate ADD ann',
      'roomStreamUpdate ADD',
      'roomStreamUpdate DELETE',
      'roomUserUpdate DELETE ann',
      'roomUserUpdate ADD ann',
    ]);
    expect(app.sessions.of('ann' as UserID)).toEqual([again.session]);
  });

  it('[SESSION-10] a returning client does not displace a newer login', () => {
    const app = newApp();
    const ann = enter(app, 'ann');
    expect(() => enter(app, 'ann', { reconnecting: true })).toThrow('another device');
    ann.session.leaveAlone(ann.inbox, 'silent', now + 30_000);
    expect(enter(app, 'ann', { reconnecting: true }).session.presence.state).toBe('present');
  });

  it('[SESSION-13] what is left of the own stay is nobody else; a newer login of the same user still is', () => {
    const app = newApp();
    const lost = enter(app, 'ann', { stayID: 'one' });
    const back = enter(app, 'ann', { stayID: 'one', reconnecting: true });
    expect(lost.session.presence).toEqual({ state: 'gone', reason: 'loggedInElsewhere' });
    expect(app.sessions.of('ann' as UserID)).toEqual([back.session]);
    enter(app, 'ann', { stayID: 'two' });
    expect(() => enter(app, 'ann', { stayID: 'one', reconnecting: true })).toThrow('another device');
    expect(() => enter(app, 'ann', { reconnecting: true })).toThrow('another device');
  });

  it('[STREAM-3] a name is never held twice, whatever state its stream is in', () => {
    const app = newApp();
    const { session } = enter(app, 'ann');
    const first = app.reserveStream(session, 's' as StreamID);
    const second = app.reserveStream(session, 's' as StreamID);
    expect(first.state.state).toBe('ended');
    expect(() => app.goLive(first, { tracks: [], extraInfo: '', now })).toThrow();
    app.goLive(second, { tracks: [], extraInfo: '', now });
    expect(app.streams.size).toBe(1);
    app.endSession(session, 'loggedOut');
    expect([app.streams.size, app.rooms.size, app.sessions.size]).toEqual([0, 0, 0]);
  });

  it('[STREAM-23] a player who is gone is no longer counted as one, and hears nothing more', () => {
    const app = newApp();
    const ann = enter(app, 'ann');
    const far = enter(app, 'far', { roomID: 'other' });
    const stream = publish(app, ann.session, 's');
    app.streams.plays(far.session, stream);
    app.endSession(far.session, 'loggedOut');
    expect(stream.players.size).toBe(0);
    app.endStream(stream, 1);
    expect(far.inbox.told).toEqual(['end LOGGED_OUT']);
  });

  it('[SESSION-7] a socket that was replaced cannot make the session away', () => {
    const app = newApp();
    const ann = enter(app, 'ann');
    const inbox = new Notepad();
    ann.session.comeBack(inbox);
    expect(ann.inbox.told).toEqual(['end REPLACED']);
    expect(ann.session.leaveAlone(ann.inbox, 'silent', now)).toBe(false);
    expect(ann.session.presence.state).toBe('present');
  });
});
