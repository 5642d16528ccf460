import type { User } from '@liuyun/protocol';
import { expect, test } from 'vitest';
import { streamOf } from '../platform/fake/fakeCall.ts';
import { RoomView } from './RoomView.ts';

const user = (userID: string) => ({ userID, userName: userID }) as unknown as User;
const ids = (streams: { streamID: string }[]) => streams.map(({ streamID }) => streamID);

function viewWith(users: string[], streams: [string, string][]) {
  const view = new RoomView('ann');
  const snapshot = { users: users.map(user), streams: streams.map(([userID, streamID]) => streamOf(userID, streamID)) };
  view.apply(snapshot, { full: true });
  return { view, snapshot };
}

test('[CLIENT-15] the first snapshot tells everything but own things', () => {
  const view = new RoomView('ann');
  const change = view.apply(
    { users: [user('ann'), user('bob')], streams: [streamOf('ann', 'a'), streamOf('bob', 'b')] },
    { full: true },
  );
  expect(change.usersCome).toEqual([user('bob')]);
  expect(ids(change.streamsCome)).toEqual(['b']);
  expect(change.usersGone).toEqual([]);
});

test('[CLIENT-16] a resumed session hears only differences', () => {
  const { view } = viewWith(
    ['bob', 'cat'],
    [
      ['bob', 'b'],
      ['cat', 'c'],
    ],
  );
  const change = view.apply(
    { users: [user('bob'), user('dan')], streams: [streamOf('bob', 'b'), streamOf('dan', 'd')] },
    { full: false },
  );
  expect(change.usersGone).toEqual([user('cat')]);
  expect(change.usersCome).toEqual([user('dan')]);
  expect(ids(change.streamsGone)).toEqual(['c']);
  expect(ids(change.streamsCome)).toEqual(['d']);
});

test('[CLIENT-16] a stream ID that belongs to somebody else now is another stream, and changed extra info is found', () => {
  const { view } = viewWith(
    ['bob'],
    [
      ['bob', 'one'],
      ['bob', 'two'],
    ],
  );
  const changed = { ...streamOf('bob', 'two'), extraInfo: 'new' };
  const change = view.apply({ users: [user('bob')], streams: [streamOf('cat', 'one'), changed] }, { full: false });
  expect(ids(change.streamsGone)).toEqual(['one']);
  expect(ids(change.streamsCome)).toEqual(['one']);
  expect(change.extraInfoChanged).toEqual([changed]);
});

test('[CLIENT-17] a new login hears what is gone and then the full list', () => {
  const { view } = viewWith(
    ['bob', 'cat'],
    [
      ['bob', 'b'],
      ['cat', 'c'],
    ],
  );
  const change = view.apply({ users: [user('bob')], streams: [streamOf('bob', 'b')] }, { full: true });
  expect(change.usersGone).toEqual([user('cat')]);
  expect(change.usersCome).toEqual([user('bob')]);
  expect(ids(change.streamsGone)).toEqual(['c']);
  expect(ids(change.streamsCome)).toEqual(['b']);
});

test('[CLIENT-15] nothing is told twice, and nothing of one’s own', () => {
  const { view } = viewWith(['bob'], [['bob', 'b']]);
  expect(view.changeUsers('ADD', [user('bob'), user('ann'), user('cat')])).toEqual([user('cat')]);
  expect(view.changeUsers('DELETE', [user('nobody'), user('bob')])).toEqual([user('bob')]);
  expect(view.changeStreams('ADD', [streamOf('bob', 'b'), streamOf('ann', 'a')])).toEqual([]);
  expect(view.changeStreams('DELETE', [streamOf('bob', 'b'), streamOf('bob', 'x')])).toHaveLength(1);
  expect(view.changeExtraInfo('b', 'gone already')).toBe(false);
});
