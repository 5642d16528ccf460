import { z } from 'zod';
import { action } from '../action.ts';
import { listOf, MediaStreamId, Sequence } from '../fields.ts';

const many = { StreamId: listOf(MediaStreamId, { most: 20, tooMany: 'STREAM_IDS_WRONG', description: 'Stream IDs' }), Sequence };
const ORDER = 'Sequence must be above the last one of the same stream within 10 s';

export const ForbidRTCStream = action({
  group: 'streams',
  summary: 'Ends a stream and forbids its name until ResumeRTCStream',
  notes: `The publisher gets 1003025, players 1004025; whoever tries again later, too. Holds over restarts. The stream need not exist. ${ORDER} (42001).`,
  perSecond: 20,
  params: z.object({ StreamId: MediaStreamId, Sequence }),
  data: z.object({}),
});

export const ResumeRTCStream = action({
  group: 'streams',
  summary: 'Permits a forbidden stream again',
  notes: `Its publisher may begin anew. ${ORDER} (42002).`,
  perSecond: 20,
  params: z.object({ StreamId: MediaStreamId, Sequence }),
  data: z.object({}),
});

export const ForbidRTCStreams = action({
  group: 'streams',
  summary: 'Ends streams and forbids their names until ResumeRTCStreams',
  notes: `Like ForbidRTCStream: all of them or none. ${ORDER} (42003).`,
  perSecond: 20,
  params: z.object(many),
  data: z.object({}),
});

export const ResumeRTCStreams = action({
  group: 'streams',
  summary: 'Permits forbidden streams again',
  notes: `Like ResumeRTCStream: all of them or none. ${ORDER} (42004).`,
  perSecond: 20,
  params: z.object(many),
  data: z.object({}),
});

export const DescribeRTCStreamState = action({
  group: 'streams',
  summary: 'Whether a stream is published now',
  notes:
    '0 while it is published; 41006 (with both times) when it ended lately; 41004 when nothing is known of it. What is known of streams that ended is forgotten with a restart. The order of Sequence is not checked: nothing changes.',
  perSecond: 40,
  params: z.object({ StreamId: MediaStreamId, Sequence }),
  data: z.object({
    create_time: z.string().meta({ description: 'Unix seconds' }),
    close_time: z.string().meta({ description: 'Unix seconds; empty while it is published' }),
  }),
});
