import { FakeClock, seededRandom } from '@liuyun/kit';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import { Keeper } from './Keeper.ts';

type Link = { name: string; takesOver?: boolean };
type Wanted = { what: string };

/** A keeper whose openings are answered by hand; everything that happens is written down. */
function keeper() {
  const clock = new FakeClock();
  const log: string[] = [];
  const openings: { settle(failure?: ErrorName): void }[] = [];
  const it = new Keeper<Wanted, Link, { drop(tell: boolean): void }>(
    {
      clock,
      random: seededRandom(1),
      windowMs: () => 30_000,
      gaveUp: 'PLAY_RETRY_TIMEOUT',
      open: (link, wanted) =>
        new Promise((resolve, reject) => {
          log.push(`open ${wanted.what} on ${link.name}`);
          openings.push({
            settle: (failure) =>
              failure
                ? reject(new RtcError(failure))
                : resolve({ drop: (tell) => void log.push(`drop ${wanted.what} on ${link.name}${tell ? '' : ' silently'}`) }),
          });
        }),
      takesOver: (link) => link.takesOver === true,
      isFinal: (failure) => failure === 'PLAY_FORBIDDEN',
      pause: () => 0,
      stateChanged: (state, failure) => void log.push(failure ? `${state} ${failure}` : state),
      idle: () => void log.push('idle'),
    },
    { name: 'link' },
  );
  const settle = async (failure?: ErrorName) => {
    openings.shift()?.settle(failure);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const take = () => log.splice(0);
  return { it, clock, settle, take };
}

test('[CLIENT-40] what is wanted is opened, and again over every new link', async () => {
  const { it, settle, take } = keeper();
  it.want({ what: 'a' });
  await settle();
  expect(take()).toEqual(['requesting', 'open a on link', 'live']);
  it.linkChanged(undefined);
  expect(take()).toEqual(['requesting NETWORK_BROKEN', 'drop a on link']);
  it.linkChanged({ name: 'second' });
  await settle();
  expect(take()).toEqual(['open a on second', 'live']);
});

test('[CLIENT-27] a link that takes over stops nothing, and what is opened there is all there is', async () => {
  const { it, settle, take } = keeper();
  it.want({ what: 'a' });
  await settle();
  take();
  it.linkChanged({ name: 'second', takesOver: true });
  expect(it.takingOver).toBe(true);
  await settle();
  expect(take()).toEqual(['requesting NETWORK_BROKEN', 'drop a on link silently', 'open a on second', 'live']);
  expect(it.takingOver).toBe(false);
  it.unwant();
  expect(take()).toEqual(['none', 'drop a on second', 'idle']);
});

test('[CLIENT-27] what is not wanted any more before it was taken over is stopped', async () => {
  const { it, settle, take } = keeper();
  it.want({ what: 'a' });
  await settle();
  it.linkChanged({ name: 'second', takesOver: true });
  take();
  it.unwant();
  await settle();
  expect(take()).toEqual(['drop a on link', 'none', 'drop a on second', 'idle']);
});

test('[CLIENT-40] a link that goes while opening is not waited for: the result is dropped, the new link used', async () => {
  const { it, settle, take } = keeper();
  it.want({ what: 'a' });
  it.linkChanged({ name: 'second' });
  await settle();
  await settle();
  expect(take()).toEqual(['requesting', 'open a on link', 'drop a on link', 'open a on second', 'live']);
});

test('[CLIENT-41] a failure that may pass is told once and tried again; a final one ends it', async () => {
  const { it, clock, settle, take } = keeper();
  it.want({ what: 'a' });
  await settle('TIMEOUT');
  expect(take()).toEqual(['requesting', 'open a on link', 'requesting TIMEOUT']);
  clock.advance(1_000);
  await settle('TIMEOUT');
  expect(take()).toEqual(['open a on link']);
  clock.advance(5_000);
  await settle('PLAY_FORBIDDEN');
  expect(take()).toEqual(['open a on link', 'none PLAY_FORBIDDEN', 'idle']);
  expect(clock.pending).toBe(0);
});

test('[CLIENT-42] after the window it is given up, also without a link', async () => {
  const { it, clock, settle, take } = keeper();
  it.want({ what: 'a' });
  await settle();
  it.linkChanged(undefined);
  take();
  clock.advance(29_999);
  expect(take()).toEqual([]);
  clock.advance(1);
  expect(take()).toEqual(['none PLAY_RETRY_TIMEOUT', 'idle']);
  expect(clock.pending).toBe(0);
});

test('[CLIENT-42] a success ends the window: a later failure has a new one', async () => {
  const { it, clock, settle, take } = keeper();
  it.want({ what: 'a' });
  await settle('TIMEOUT');
  clock.advance(1_000);
  await settle();
  clock.advance(28_000);
  it.interrupted('PLAY_INTERRUPTED');
  clock.advance(2_000);
  await settle();
  expect(take().at(-1)).toBe('live');
});

test('[CLIENT-43] a stop that overtakes a start wins, and a start after it follows', async () => {
  const { it, settle, take } = keeper();
  it.want({ what: 'a' });
  it.unwant();
  it.want({ what: 'b' });
  await settle();
  await settle();
  expect(take()).toEqual(['requesting', 'open a on link', 'none', 'requesting', 'drop a on link', 'open b on link', 'live']);
});

test('[CLIENT-43] the failure of a wish that nobody has any more is not told', async () => {
  const { it, settle, take } = keeper();
  it.want({ what: 'a' });
  it.unwant();
  await settle('PLAY_FORBIDDEN');
  expect(take()).toEqual(['requesting', 'open a on link', 'none', 'idle']);
});

test('[CLIENT-43] nor does it touch the wish that followed', async () => {
  const { it, settle, take } = keeper();
  it.want({ what: 'a' });
  it.unwant();
  it.want({ what: 'b' });
  await settle('PLAY_FORBIDDEN');
  await settle();
  expect(take()).toEqual(['requesting', 'open a on link', 'none', 'requesting', 'open b on link', 'live']);
});

test('[CLIENT-41] an interruption drops silently and tries again; a nudge does not wait', async () => {
  const { it, settle, take } = keeper();
  it.want({ what: 'a' });
  await settle();
  take();
  it.interrupted('PLAY_INTERRUPTED');
  expect(take()).toEqual(['drop a on link silently', 'requesting PLAY_INTERRUPTED']);
  it.nudge();
  await settle();
  expect(take()).toEqual(['open a on link', 'live']);
  it.unwant();
  expect(take()).toEqual(['none', 'drop a on link', 'idle']);
});
