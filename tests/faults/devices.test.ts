import { describe, expect, test } from 'vitest';
import { ServerApiCaller } from '../protocol/ServerApiCaller.ts';
import {
  departures,
  diary,
  eventsOf,
  pause,
  reasonsOf,
  samplesOf,
  socketsOf,
  startCall,
  whenPictures,
  whenState,
} from './call.ts';
import { record } from './results.ts';
import { missing, useStage } from './stage.ts';

const LOOK_MS = 8_000;

describe.skipIf(missing)('somebody is thrown out, a page sleeps', () => {
  const stage = useStage('ann', 'bob');

  test('[FAULT-19] a user whom the app throws out hears KICKOUT with its code and does not come back; the streams end', async () => {
    const { ann, bob, roomID } = await startCall(stage);
    const api = new ServerApiCaller(
      () => stage.cloud.origin,
      () => stage.cloud.credentials,
    );
    const at = Date.now();
    // Asked from bob's machine: this one is not in the laboratory.
    const code = await bob.user.page.evaluate(
      async (url) => ((await (await fetch(url)).json()) as { Code: number }).Code,
      `${stage.cloud.origin}/?${api.query('KickoutUser', { RoomId: roomID, UserId: [ann.user.userID] })}`,
    );
    expect(code).toBe(0);
    const kickedAt = await whenState(ann.user, 'KICKOUT', { since: at });
    const sockets = await socketsOf(ann.user);
    await pause(LOOK_MS);
    const again = (await socketsOf(ann.user)) - sockets;
    const told = (await eventsOf(ann.user, at))
      .filter(({ name }) => name === 'roomStateChanged')
      .map(({ args }) => args.slice(1, 3).join(' '));
    const figures = { 'KICKOUT after': kickedAt - at, told: told.join(', '), 'attempts to come back': again };
    const left = await departures(bob.user, at);
    const held = told.join() === 'KICKOUT 1002055' && again === 0 && left.some((line) => line.includes(ann.streamID));
    await record({
      id: 'FAULT-19',
      fault: 'thrown out by the server',
      must: 'KICKOUT 1002055; no reconnect loop; the streams end',
      figures,
      held,
    });
    expect(held, await diary(ann.user, at)).toBe(true);
  });

  test('[FAULT-21] a page that the browser freezes for 40 s is still there when it wakes up, and nobody saw it leave', async () => {
    const { ann, bob } = await startCall(stage);
    const client = await ann.user.page.context().newCDPSession(ann.user.page);
    const at = Date.now();
    await client.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(40_000);
    await client.send('Page.setWebLifecycleState', { state: 'active' });
    const wokenAt = Date.now();
    const [annSees, bobSees] = await Promise.all([whenPictures(ann, wokenAt), whenPictures(bob, wokenAt)]);
    const left = await departures(bob.user, at);
    // The page's own timers are the evidence that it was.
    const looked = [at, ...(await samplesOf(ann.user)).map((sample) => sample.at).filter((one) => one > at), wokenAt + 60_000];
    const stood = Math.max(...looked.slice(1).map((one, index) => Math.min(one, wokenAt) - (looked[index] ?? at)));
    const figures = {
      'frozen for': stood,
      'ann sees bob after': annSees - wokenAt,
      'bob sees ann after': bobSees - wokenAt,
      'states told': (await reasonsOf(ann.user, at)).join(' → ') || 'none',
    };
    const held = stood > 35_000 && Math.max(annSees, bobSees) - wokenAt <= 3_000 && left.length === 0;
    await record({
      id: 'FAULT-21',
      fault: 'page frozen by the browser for 40 s',
      must: 'still in the room; media within 3 s of waking up; peers see no DELETE',
      figures,
      held,
    });
    expect(held, await diary(ann.user, at)).toBe(true);
  });
});
