import type { SctpStream } from '@liuyun/protocol';
import { expect, it } from 'vitest';
import { failureOf } from './failureOf.ts';
import type { Given } from './given.ts';

/** Data beside the media. */
export function dataContract(given: Given): void {
  it('[DATA-10] data goes from a send transport to receive transports of its room, and closes with what carries it', async () => {
    const { send, receive } = given();
    const data = await send.publishData({ streamId: 1 });
    const playbacks = [await receive.playData(data), await receive.playData(data)];
    expect(playbacks.map(({ closed, sctp }) => [closed, sctp.ordered])).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(new Set(playbacks.map(({ sctp }) => sctp.streamId)).size).toBe(2);
    playbacks[0]?.close();
    expect([data.closed, playbacks[1]?.closed]).toEqual([false, false]);
    data.close();
    data.close();
    expect([data.closed, playbacks[1]?.closed]).toEqual([true, true]);
    const again = await send.publishData({ streamId: 1 });
    const last = await receive.playData(again);
    send.close();
    expect([again.closed, last.closed]).toEqual([true, true]);
  });

  it('[DATA-12] what is sent out of order or given up is passed on so; what is in order is never given up', async () => {
    const { send, receive } = given();
    const delivered = async (sctp: SctpStream) => {
      const playback = await receive.playData(await send.publishData(sctp));
      const { streamId: _, ...delivery } = playback.sctp;
      return delivery;
    };
    expect(await delivered({ streamId: 1, ordered: false })).toEqual({ ordered: false });
    const late = { ordered: false, maxPacketLifeTime: 300 };
    expect(await delivered({ streamId: 2, ...late })).toEqual(late);
    const lost = { ordered: false, maxRetransmits: 3 };
    expect(await delivered({ streamId: 3, ...lost })).toEqual(lost);
    expect(await delivered({ streamId: 4, ...late, ...lost })).toEqual(late);
    expect(await delivered({ streamId: 5, ordered: true, maxRetransmits: 3 })).toEqual({ ordered: true });
  });

  it('[DATA-11] data is refused on a transport of the other direction, from another room, and after its end', async () => {
    const { engine, send, receive } = given();
    const data = await send.publishData({ streamId: 1 });
    expect(await failureOf(receive.publishData({ streamId: 2 }))).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(send.playData(data))).toBe('TRANSPORT_UNKNOWN');
    const elsewhere = await engine.openRoom();
    const away = await elsewhere.openTransport({ direction: 'receive', tcpOnly: false });
    expect(await failureOf(away.playData(data))).toBe('STREAM_NOT_FOUND');
    data.close();
    expect(await failureOf(receive.playData(data))).toBe('STREAM_NOT_FOUND');
    receive.close();
    expect(await failureOf(receive.playData(data))).toBe('TRANSPORT_UNKNOWN');
  });
}
