/** 1 whoever comes from an address, 2 a room, 3 a user, 4 a user in a room. */
export type UserRuleType = 1 | 2 | 3 | 4;

/** Who may not come in, or not publish. Fields that the type does not speak of are empty. Times are Unix ms. */
export type UserRule = {
  kind: 'user';
  type: UserRuleType;
  address: string;
  roomID: string;
  userID: string;
  login: boolean;
  publish: boolean;
  createdAt: number;
  expiresAt: number;
};

/** Which tracks of a stream in a room nobody receives. */
export type TrackRule = {
  kind: 'tracks';
  roomID: string;
  streamID: string;
  audio: boolean;
  video: boolean;
  createdAt: number;
  expiresAt: number;
};

/** A stream that may not be published until it is permitted again. */
export type StreamRule = { kind: 'stream'; streamID: string; createdAt: number; expiresAt: null };

/** Tokens that are no longer taken: of a user, or of everybody when `userID` is empty, issued until `until` (Unix ms). */
export type TokenRule = { kind: 'tokens'; userID: string; until: number; createdAt: number; expiresAt: null };

/** What an app's server forbids. */
export type ForbidRule = UserRule | TrackRule | StreamRule | TokenRule;

/** What a rule is about: a later one about the same takes its place. */
export type RuleSubject =
  | Pick<UserRule, 'kind' | 'type' | 'address' | 'roomID' | 'userID'>
  | Pick<TrackRule, 'kind' | 'roomID' | 'streamID'>
  | Pick<StreamRule, 'kind' | 'streamID'>
  | Pick<TokenRule, 'kind' | 'userID'>;

/** One text for one subject; no two subjects share one, whatever their IDs hold. */
export function ruleKey(rule: RuleSubject): string {
  if (rule.kind === 'tokens') return JSON.stringify(['tokens', rule.userID]);
  if (rule.kind === 'stream') return JSON.stringify(['stream', rule.streamID]);
  if (rule.kind === 'tracks') return JSON.stringify(['tracks', rule.roomID, rule.streamID]);
  return JSON.stringify(['user', rule.type, rule.address, rule.roomID, rule.userID]);
}
