import { closeRoom } from '../../../operations/closeRoom.ts';
import { countUsers, findMembers, listMembers, type Position } from '../../../operations/describeRoom.ts';
import { kickUsers } from '../../../operations/kickUsers.ts';
import { revokeTokens } from '../../../operations/revokeTokens.ts';
import type { Answer } from '../Answer.ts';
import { Refusal } from '../Refusal.ts';

/** Roles have no meaning for these SDKs: everybody is what is documented as audience. */
const UserRole = 2;

const DescribeUserNum: Answer<'DescribeUserNum'> = ({ cloud, appID }, { RoomId }) => ({
  UserCountList: RoomId.map((roomID) => ({ RoomId: roomID, UserCount: countUsers(cloud, { appID, roomID }), AdminUserCount: 0 })),
});

const DescribeUserList: Answer<'DescribeUserList'> = ({ cloud, appID }, { RoomId, Mode, Limit, Marker }) => {
  const after = positionOf(Marker);
  const { members, more } = listMembers(cloud, { appID, roomID: RoomId, latestFirst: Mode === 1, limit: Limit, after });
  const last = members.at(-1);
  return {
    Marker: more && last ? `${last.enteredAt}-${last.user.userID}` : '',
    UserList: members.map(({ user }) => ({ UserId: user.userID, UserName: user.userName, UserRole })),
  };
};

function positionOf(marker: string): Position | undefined {
  if (marker === '') return undefined;
  const [, enteredAt, userID] = /^(\d{1,15})-(.+)$/.exec(marker) ?? [];
  if (enteredAt === undefined || userID === undefined) throw new Refusal('PARAM_WRONG', 'Marker');
  return { enteredAt: Number(enteredAt), userID };
}

const DescribeUsers: Answer<'DescribeUsers'> = ({ cloud, appID }, { RoomId, UserId }) => {
  const members = findMembers(cloud, { appID, roomID: RoomId, userIDs: UserId });
  return {
    UserStatusList: UserId.map((userID, at) => {
      const member = members[at];
      return { UserId: userID, Status: member ? 1 : 0, LoginTime: member?.enteredAt ?? 0, UserRole };
    }),
  };
};

const KickoutUser: Answer<'KickoutUser'> = ({ cloud, appID }, { RoomId, UserId, CustomReason }) => {
  const kicked = kickUsers(cloud, { appID, roomID: RoomId, userIDs: UserId, detail: CustomReason });
  if (!kicked) throw new Refusal('ROOM_UNKNOWN');
  if (kicked.length === 0) throw new Refusal('USER_UNKNOWN');
  return {};
};

const RevokeTokens: Answer<'RevokeTokens'> = async ({ cloud, appID }, { UserId, AllUsers, KickOut, CustomReason }) => {
  if (UserId.length === 0 && !AllUsers) throw new Refusal('PARAM_WRONG', 'UserId');
  const userIDs = AllUsers ? undefined : UserId;
  const revoked = await revokeTokens(cloud, { appID, userIDs, kickOut: KickOut, detail: CustomReason });
  if (!revoked) throw new Refusal('TOO_MANY_RULES');
  return { Time: Math.floor(revoked.until / 1_000), KickedCount: revoked.kicked };
};

const CloseRoom: Answer<'CloseRoom'> = ({ cloud, appID }, { RoomId, CustomReason, RoomCloseCallback }) => {
  if (!closeRoom(cloud, { appID, roomID: RoomId, detail: CustomReason, tell: RoomCloseCallback }))
    throw new Refusal('ROOM_UNKNOWN');
  return {};
};

/** Actions about people in rooms. */
export const userAnswers = { DescribeUserNum, DescribeUserList, DescribeUsers, KickoutUser, RevokeTokens, CloseRoom };
