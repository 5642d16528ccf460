import { type ErrorName, RtcError } from '@liuyun/protocol';
import type { ReturnName } from '@liuyun/protocol/rest/returnCodes';
import { listStreams } from '../../../operations/describeRoom.ts';
import { listStream, unlistStream } from '../../../operations/listStream.ts';
import type { Answer } from '../Answer.ts';
import { Refusal } from '../Refusal.ts';

const DescribeSimpleStreamList: Answer<'DescribeSimpleStreamList'> = ({ cloud, appID }, { RoomId }) => ({
  StreamList: listStreams(cloud, { appID, roomID: RoomId }).map(({ streamID, user, since, number }) => ({
    StreamId: streamID,
    UserId: user.userID,
    UserName: user.userName,
    CreateTime: since,
    StreamNumberId: number,
  })),
});

const AddStream: Answer<'AddStream'> = ({ cloud, appID }, { RoomId, UserId, UserName, StreamId, ExtraInfo }) => {
  const user = { userID: UserId, userName: UserName || UserId };
  refusing(() => listStream(cloud, { appID, roomID: RoomId, streamID: StreamId, user, extraInfo: ExtraInfo }));
  return {};
};

const DeleteStream: Answer<'DeleteStream'> = ({ cloud, appID }, { RoomId, UserId, StreamId }) => {
  refusing(() => unlistStream(cloud, { appID, roomID: RoomId, streamID: StreamId, userID: UserId }));
  return {};
};

const answerTo: { [F in ErrorName]?: ReturnName } = {
  ROOM_NOT_JOINED: 'ROOM_UNKNOWN',
  STREAM_NOT_FOUND: 'STREAM_UNKNOWN',
  STREAM_ID_TAKEN: 'STREAM_OF_ANOTHER',
};

/** The documented codes of this door for failures that all doors share. */
function refusing(operation: () => void): void {
  try {
    operation();
  } catch (error) {
    const answer = error instanceof RtcError ? answerTo[error.failure] : undefined;
    throw answer ? new Refusal(answer) : error;
  }
}

/** Actions about the streams on a room's list. */
export const streamAnswers = { DescribeSimpleStreamList, AddStream, DeleteStream };
