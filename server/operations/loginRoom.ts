import { randomHex } from '@liuyun/kit';
import { type Params, type Result, RtcError } from '@liuyun/protocol';
import { admit } from './admit.ts';
import type { Caller } from './Caller.ts';
import { snapshot } from './snapshot.ts';

/** Enters a room, opening it (and its media) for the first comer. The same user's sessions of other clients are over. */
export async function loginRoom(caller: Caller, params: Params<'loginRoom'>): Promise<Result<'loginRoom'>> {
  const { cloud } = caller;
  caller.mustBeNobody();
  cloud.mustTakeLogins();
  const { roomID, user } = params;
  const record = await cloud.step('read the app', () => cloud.store.find(params.appID));
  if (!record) throw new RtcError('APP_ID_UNKNOWN');
  const shown = { roomID, userID: user.userID, token: params.token, appSign: params.appSign };
  const permit = cloud.step('check the token', () => admit(record, shown, caller.now));
  const mustBeWelcome = () => {
    caller.mustHoldGoodToken(record.appID, user.userID, permit);
    caller.mustBeLetIn(record.appID, { roomID, userID: user.userID });
  };
  mustBeWelcome();
  const app = cloud.apps.open(record.appID, record.options);
  const place = app.reservePlace({
    roomID,
    userID: user.userID,
    maxMemberCount: params.maxMemberCount,
    now: caller.now,
  });
  try {
    const mediaRoom = await cloud.step('open the media room', () => cloud.mediaRooms.of(place.room));
    caller.mustBeThere();
    caller.mustBeNobody();
    cloud.mustTakeLogins();
    // Who was on the way in could not be thrown out.
    mustBeWelcome();
    const session = app.enter(
      place,
      {
        sessionID: randomHex(cloud.random, 16),
        sessionKey: randomHex(cloud.random, 32),
        user,
        wantsUserUpdates: params.userUpdate,
        permit,
        inbox: caller.inbox,
        reconnecting: params.reconnecting ?? false,
        clientID: params.clientID,
        stayID: params.stayID,
        client: params.client,
        known: params.knows,
      },
      caller.now,
    );
    caller.become(session);
    if (params.reconnecting) cloud.facts.tell('returned', 'relogin');
    return snapshot(cloud, session, { app, mediaRoom });
  } catch (error) {
    place.release();
    throw error;
  }
}
