import type { ReturnName } from '@liuyun/protocol/rest/returnCodes';
import { describeStream } from '../../../operations/describeStream.ts';
import { forbidStreams, permitStreams } from '../../../operations/forbidStreams.ts';
import type { Answer, Asking } from '../Answer.ts';
import { Refusal } from '../Refusal.ts';

type Params = { streamIDs: Parameters<typeof forbidStreams>[1]['streamIDs']; Sequence: string };

async function forbid({ cloud, appID }: Asking, { streamIDs, Sequence }: Params, failed: ReturnName) {
  if (!(await forbidStreams(cloud, { appID, streamIDs, sequence: BigInt(Sequence) }))) throw new Refusal(failed);
  return {};
}

async function permit({ cloud, appID }: Asking, { streamIDs, Sequence }: Params, failed: ReturnName) {
  if (!(await permitStreams(cloud, { appID, streamIDs, sequence: BigInt(Sequence) }))) throw new Refusal(failed);
  return {};
}

const ForbidRTCStream: Answer<'ForbidRTCStream'> = (asking, { StreamId, Sequence }) =>
  forbid(asking, { streamIDs: [StreamId], Sequence }, 'FORBID_FAILED');

const ForbidRTCStreams: Answer<'ForbidRTCStreams'> = (asking, { StreamId, Sequence }) =>
  forbid(asking, { streamIDs: StreamId, Sequence }, 'FORBIDS_FAILED');

const ResumeRTCStream: Answer<'ResumeRTCStream'> = (asking, { StreamId, Sequence }) =>
  permit(asking, { streamIDs: [StreamId], Sequence }, 'RESUME_FAILED');

const ResumeRTCStreams: Answer<'ResumeRTCStreams'> = (asking, { StreamId, Sequence }) =>
  permit(asking, { streamIDs: StreamId, Sequence }, 'RESUMES_FAILED');

const DescribeRTCStreamState: Answer<'DescribeRTCStreamState'> = ({ cloud, appID }, { StreamId }) => {
  const life = describeStream(cloud, { appID, streamID: StreamId });
  if (!life) throw new Refusal('STREAM_NOT_FOUND');
  const data = { create_time: inSeconds(life.from), close_time: life.until === undefined ? '' : inSeconds(life.until) };
  if (life.until !== undefined) throw new Refusal('STREAM_CLOSED', '', data);
  return data;
};

function inSeconds(ms: number): string {
  return String(Math.floor(ms / 1_000));
}

/** Actions that end, forbid and look up streams. */
export const mediaAnswers = { ForbidRTCStream, ForbidRTCStreams, ResumeRTCStream, ResumeRTCStreams, DescribeRTCStreamState };
