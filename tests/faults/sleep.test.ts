import { describe, expect, test } from 'vitest';
import type { User } from '../kit/browser/User.ts';
import { ip } from '../kit/netns/run.ts';
import { type Caller, departures, diary, eventsOf, openUser, pause, reasonsOf, startCall, whenPictures } from './call.ts';
import { record } from './results.ts';
import { missing, useStage } from './stage.ts';

/** Longer than a server waits to hear something, 30 s, and then keeps the session unless an app says otherwise, 30 s more. */
const NIGHT_S = 75;
const NAP_S = 20;

describe.skipIf(missing)('a whole computer sleeps, or its browser dies', () => {
  const stage = useStage('ann', 'bob');

  /** Every process of somebody's browser, as the kernel sees it. */
  async function signal({ machine }: Caller, name: NodeJS.Signals): Promise<void> {
    for (const pid of (await ip(`netns pids ${machine.namespace}`)).split('\n').filter(Boolean)) process.kill(Number(pid), name);
  }

  async function sleep(seconds: number) {
    const { ann, bob } = await startCall(stage);
    const at = Date.now();
    await signal(ann, 'SIGSTOP');
    await pause(seconds * 1_000);
    const whileAsleep = await departures(bob.user, at);
    const wokenAt = Date.now();
    await signal(ann, 'SIGCONT');
    const [annSees, bobSees] = await Promise.all([whenPictures(ann, wokenAt), whenPictures(bob, wokenAt)]);
    const figures = {
      'asleep for': wokenAt - at,
      'DELETE at bob meanwhile': whileAsleep.some((line) => line.startsWith('roomUserUpdate')) ? 'yes' : 'no',
      'ann sees bob after': annSees - wokenAt,
      'bob sees ann after': bobSees - wokenAt,
      'states told': (await reasonsOf(ann.user, at)).join(' → ') || 'none',
    };
    const left = await departures(bob.user, at);
    return { figures, left, slow: Math.max(annSees, bobSees) - wokenAt, explain: () => diaries(ann.user, bob.user, at) };
  }

  test(`[FAULT-32] (${NAP_S} s) a computer that sleeps for less than its session is kept goes on as if nothing had been`, async () => {
    const { figures, left, slow, explain } = await sleep(NAP_S);
    const held = left.length === 0 && slow <= 3_000;
    await record({
      id: `FAULT-32 (${NAP_S} s)`,
      fault: `the whole browser asleep for ${NAP_S} s (as in a closed laptop)`,
      must: 'peers see no DELETE; media within 3 s of waking up',
      figures,
      held,
    });
    expect(held, await explain()).toBe(true);
  });

  test(`[FAULT-32] (${NIGHT_S} s) one that sleeps for longer leaves no zombie, and is back by itself when it wakes up`, async () => {
    const { figures, left, slow, explain } = await sleep(NIGHT_S);
    const states = figures['states told'];
    const held = figures['DELETE at bob meanwhile'] === 'yes' && left.length > 0 && slow <= 5_000 && /RECONNECTED$/.test(states);
    await record({
      id: `FAULT-32 (${NIGHT_S} s)`,
      fault: `the whole browser asleep for ${NIGHT_S} s (as in a closed laptop)`,
      must: 'DELETE at peers meanwhile; on waking up a new session by itself, media within 5 s',
      figures,
      held,
    });
    expect(held, await explain()).toBe(true);
  });

  test('[FAULT-33] whoever reloads the page, or comes back after a crash or a killed browser, is in the room again at once; nothing old is left', async () => {
    const figures: Record<string, number | string> = {};
    const explanations: string[] = [];
    for (const [what, end] of [
      ['reloaded', ({ user }: Caller) => user.page.reload({ waitUntil: 'commit' })],
      ['crashed', ({ user }: Caller) => crash(user)],
      [
        'killed',
        async (caller: Caller) => {
          await signal(caller, 'SIGKILL');
          await stage.seats.ann?.restart();
        },
      ],
    ] as const) {
      const { ann, bob, roomID } = await startCall(stage, { wait: 500 });
      const at = Date.now();
      await end(ann);
      const again = await openUser(stage, 'ann', ann.user.userID);
      const backAt = Date.now();
      await again.login(roomID);
      await again.publish(ann.streamID);
      figures[`${what}: publishing after`] = Date.now() - backAt;
      const seen = await whenPictures(bob, backAt, { timeoutMs: 10_000 });
      figures[`${what}: bob sees ann after`] = seen - backAt;
      // Longer than a heartbeat: the old session must not take the new one with it.
      await pause(3_000);
      const told = (await eventsOf(bob.user, at))
        .filter(({ name }) => name === 'roomStreamUpdate')
        .map(({ args }) => String(args[1]));
      figures[`${what}: told to bob`] = told.join(' → ') || 'nothing';
      if (!(await reasonsOf(again, backAt)).every((reason) => reason === 'LOGINING' || reason === 'LOGINED')) {
        figures[`${what}: told to bob`] = 'the new session was disturbed';
      }
      explanations.push(await diaries(again, bob.user, backAt));
      await again.leave();
      await bob.user.leave();
    }
    const held = ['reloaded', 'crashed', 'killed'].every(
      (what) =>
        Number(figures[`${what}: publishing after`]) < 5_000 &&
        Number(figures[`${what}: bob sees ann after`]) < 6_000 &&
        figures[`${what}: told to bob`] === 'DELETE → ADD',
    );
    await record({
      id: 'FAULT-33',
      fault: 'page reloaded, tab crashed, browser killed; the same user comes back at once',
      must: 'publishing within 5 s of coming back without waiting for the old session; peers: DELETE, then ADD',
      figures,
      held,
    });
    expect(held, `${JSON.stringify(figures)}\n${explanations.join('\n---\n')}`).toBe(true);
  });
});

const diaries = async (one: User, other: User, since: number): Promise<string> =>
  `${await diary(one, since)}\n${await diary(other, since)}`;

/** The page gets no chance to say anything. */
async function crash({ page }: User): Promise<void> {
  const client = await page.context().newCDPSession(page);
  // Never answered.
  client.send('Page.crash').catch(() => undefined);
  await new Promise<void>((resolve) => page.once('crash', () => resolve()));
}
