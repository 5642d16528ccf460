import { type ActionName, actions } from '@liuyun/protocol/rest/actions';

/** What is right for a field of that name. */
const fields: { [field: string]: unknown } = {
  RoomId: 'room',
  UserId: 'ann',
  UserName: 'Ann',
  FromUserId: 'ann',
  ToUserId: 'bob',
  StreamId: 'stream',
  MessageContent: 'hello',
  MessageCategory: 2,
  RuleType: 3,
  IP: '192.0.2.1',
  DisabledPrivilege: 1,
  DisableAudio: 1,
  DisableVideo: 0,
  EffectiveTime: 60,
  Sequence: '1',
  Mode: 0,
  Limit: 10,
  Marker: '',
  CensorFlag: 0,
  AllUsers: false,
  KickOut: false,
  RoomCloseCallback: false,
};

/** Right parameters for every field of an action, as JSON; so that they can be made wrong in one place. */
export function rightParams(name: ActionName, roomID = 'room'): { [field: string]: unknown } {
  const { shape } = actions[name].params;
  return Object.fromEntries(
    Object.entries(shape).map(([field, schema]) => {
      const value = field === 'RoomId' ? roomID : (fields[field] ?? 'x');
      return [field, schema.safeParse([value]).success ? [value] : value];
    }),
  );
}
