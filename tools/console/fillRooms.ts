import type { RoomID, StreamID, UserID } from '@liuyun/protocol';
import { Caller } from '../../server/operations/Caller.ts';
import type { Cloud } from '../../server/operations/Cloud.ts';
import { loginRoom } from '../../server/operations/loginRoom.ts';
import { openTransport } from '../../server/operations/openTransport.ts';
import { startPublishing } from '../../server/operations/startPublishing.ts';
import { idOf, NAMES, pick } from './made/names.ts';
import { APP, BUSY_ROOM } from './pages.ts';
import type { Amount } from './Site.ts';

const PUBLISHERS = 12;
const inbox = { heard: 0, tell: () => {}, end: () => {} };

/** People come in by the operations' own door: `amount` rooms with somebody in each, and one room with as many people. */
export async function fillRooms(cloud: Cloud, { amount, entered }: { amount: Amount; entered: () => void }): Promise<void> {
  const app = await cloud.store.find(APP);
  if (!app) throw new Error('there is no app to fill');
  const enter = async (roomID: string, userID: string, userName: string) => {
    const caller = new Caller(cloud, inbox, '198.51.100.24');
    await loginRoom(caller, {
      appID: APP,
      roomID: roomID as RoomID,
      user: { userID: userID as UserID, userName },
      appSign: app.appSign,
      userUpdate: false,
      maxMemberCount: 0,
      client: { sdk: 'web', version: '0.1.0', platform: 'Chrome 141 on Windows' },
    });
    entered();
    return caller;
  };
  for (let index = 0; index < amount; index++) {
    const caller = await enter(BUSY_ROOM, idOf(index), pick(NAMES, index));
    if (index < PUBLISHERS) await publish(caller, `${idOf(index)}_camera`, index);
  }
  await enter('lobby', 'visitor-0', 'Visitor');
  for (let index = 1; index < amount; index++) await enter(`room-${index}`, `visitor-${index}`, pick(NAMES, index));
}

async function publish(caller: Caller, streamID: string, index: number): Promise<void> {
  const { transportID } = await openTransport(caller, { direction: 'send' });
  const media = (kind: 'audio' | 'video', mimeType: string, clockRate: number) => ({
    kind,
    muted: kind === 'audio' && index % 5 === 2,
    rtpParameters: {
      codecs: [
        {
          mimeType,
          payloadType: kind === 'audio' ? 111 : 96,
          clockRate,
          ...(kind === 'audio' && { channels: 2 }),
          parameters: {},
        },
      ],
      headerExtensions: [],
      encodings: [{ ssrc: 1000 + index * 2 + Number(kind === 'video') }],
      rtcp: { cname: 'console' },
    },
  });
  const tracks = [media('audio', 'audio/opus', 48_000), media('video', 'video/VP8', 90_000)];
  await startPublishing(caller, { transportID, streamID: streamID as StreamID, tracks, extraInfo: '' });
}
