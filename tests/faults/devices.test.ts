import { describe, expect, test } from 'vitest';
import { ServerApiCaller } from '../protocol/ServerApiCaller.ts';
import { departures, diary, eventsOf, pause, reasonsOf, socketsOf, startCall, whenPictures, whenState } from './call.ts';
import { record } from './results.ts';
import { missing, useStage } from './stage.ts';

const LOOK_MS = 8_000;

describe.skipIf(missing)('somebody is thrown out, a device goes, a page sleeps', () => {
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

  // No browser lets a test pull out its fake camera: the track ends, and says so, as a real one does.
  test('[FAULT-20] a camera that is pulled out is told of; sound, playing and the session go on', async () => {
    const { ann, bob } = await startCall(stage);
    const at = Date.now();
    await ann.user.page.evaluate(() => {
      for (const track of window.local?.stream?.getVideoTracks() ?? []) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
    });
    const told = await ann.user.waitFor('deviceError');
    await pause(3_000);
    const toldAt = told.at + (await ann.user.page.evaluate(() => performance.timeOrigin));
    const seen = await whenPictures(ann, Date.now(), { timeoutMs: 5_000 });
    const left = await departures(bob.user, at);
    const figures = {
      'told after': toldAt - at,
      'events told': `deviceError ${String(told.args[0])}`,
      'still sees bob': Number.isFinite(seen) ? 'yes' : 'no',
      'states told': (await reasonsOf(ann.user, at)).join(' → ') || 'none',
    };
    const held = told.args[0] === 1106010 && Number.isFinite(seen) && left.length === 0 && figures['states told'] === 'none';
    await record({
      id: 'FAULT-20',
      fault: 'camera pulled out (its track ends)',
      must: 'deviceError; sound, playing and the session go on',
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
    const left = (await departures(bob.user, at)).filter((line) => line.startsWith('roomUserUpdate'));
    const figures = {
      'frozen for': wokenAt - at,
      'ann sees bob after': annSees - wokenAt,
      'bob sees ann after': bobSees - wokenAt,
      'states told': (await reasonsOf(ann.user, at)).join(' → ') || 'none',
    };
    const held = Math.max(annSees, bobSees) - wokenAt <= 3_000 && left.length === 0;
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
