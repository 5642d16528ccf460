import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectMovingPicture, expectSound } from '../kit/browser/media.ts';
import { CodeclessPeer } from '../kit/codecless/CodeclessPeer.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const BROWSERS = ['ann', 'bob', 'cleo'];
/** Real ICE, DTLS and RTP without codecs: seven of them cost less than one browser. */
const CODECLESS = ['dora', 'emil', 'fay', 'gus', 'hana', 'ivo', 'jana'];

async function join(room: string, user: string): Promise<Page> {
  const { page } = await stage.browser.open(
    `${stage.cloud.origin}/samples/group-call/?room=${room}&user=${user}#start=${stage.cloud.startKey}`,
    { viewport: { width: 800, height: 600 } },
  );
  await page.click('#join');
  await page.locator('#call').waitFor();
  return page;
}

test('[CALL-15] ten people in one room: every browser shows and hears all the others', async () => {
  const roomID = newRoom();
  const peers: CodeclessPeer[] = [];
  try {
    for (const userID of CODECLESS) {
      const { appID, server, token } = await stage.cloud.access({ userID, roomID });
      const peer = await CodeclessPeer.join({ url: server, appID, roomID, userID, token });
      peers.push(peer);
      await peer.publish(`${userID}-camera`, { video: 'VP8', audio: true, kbps: 150, fps: 10 });
    }
    const pages: Page[] = [];
    for (const user of BROWSERS) pages.push(await join(roomID, user));

    for (const page of pages) {
      await expect.poll(() => page.locator('.tile').count(), { timeout: 60_000 }).toBe(10);
      await expect.poll(() => page.locator('#people').textContent(), { timeout: 30_000 }).toBe('10 in the room');
      // Real cameras and microphones: the two other browsers.
      for (const name of BROWSERS) {
        await expectMovingPicture(
          page.locator('.tile', { has: page.locator('.name', { hasText: new RegExp(`^\\s*${name}`) }) }).locator('video'),
        );
      }
      await expectSound(page, 2);
      // Everybody's packets arrive: nine streams with audio and video.
      await expect
        .poll(() => page.evaluate(receivedStreams), { timeout: 30_000, message: 'streams with packets' })
        .toEqual({ audio: 9, video: 9 });
    }

    // The people without codecs hear and see the browsers too.
    const dora = peers[0];
    if (!dora) throw new Error('nobody');
    const { appID, server, token } = await stage.cloud.access({ userID: 'kim', roomID });
    const kim = await CodeclessPeer.join({ url: server, appID, roomID, userID: 'kim', token });
    peers.push(kim);
    expect(kim.snapshot.streams).toHaveLength(10);
    const fromBrowser = kim.snapshot.streams.find(({ user }) => user.userID === 'ann');
    const stream = await kim.play(fromBrowser?.streamID ?? '');
    await stream.when(({ keyFrames, audioPackets }) => keyFrames > 0 && audioPackets > 10, 30_000);
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
  }
}, 300_000);

async function receivedStreams(): Promise<{ audio: number; video: number }> {
  const counts = { audio: 0, video: 0 };
  for (const connection of window.probe.connections) {
    if (connection.connectionState === 'closed') continue;
    for (const entry of (await connection.getStats()).values()) {
      // The server's bandwidth probe looks like a stream, and is nobody's.
      if (entry.type === 'inbound-rtp' && entry.mid !== 'probator' && entry.packetsReceived > 0)
        counts[entry.kind as 'audio' | 'video']++;
    }
  }
  return counts;
}
