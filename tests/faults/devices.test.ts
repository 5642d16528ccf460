import { describe, expect, test } from 'vitest';
import { ServerApiCaller } from '../protocol/ServerApiCaller.ts';
import { departures, diary, eventsOf, pause, socketsOf, startCall, whenState } from './call.ts';
import { record } from './results.ts';
import { missing, useStage } from './stage.ts';

const LOOK_MS = 8_000;

describe.skipIf(missing)('somebody is thrown out', () => {
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
});
