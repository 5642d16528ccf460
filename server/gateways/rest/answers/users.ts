import { kickUsers } from '../../../operations/kickUsers.ts';
import type { Answer } from '../Answer.ts';
import { Refusal } from '../Refusal.ts';

const KickoutUser: Answer<'KickoutUser'> = ({ cloud, appID }, { RoomId, UserId, CustomReason }) => {
  const kicked = kickUsers(cloud, { appID, roomID: RoomId, userIDs: UserId, detail: CustomReason });
  if (!kicked) throw new Refusal('ROOM_UNKNOWN');
  if (kicked.length === 0) throw new Refusal('USER_UNKNOWN');
  return {};
};

/** Actions about people in rooms. */
export const userAnswers = { KickoutUser };
