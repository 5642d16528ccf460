import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '../kit/browser/openBrowser.ts';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('[FAULT-36] whoever measures a page goes on when a frame is taken away just while its connections are asked', async () => {
  const { page } = await browser.open('about:blank');
  const reports = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.documentElement.append(frame);
    const Fresh = (frame.contentWindow as unknown as { RTCPeerConnection: typeof RTCPeerConnection }).RTCPeerConnection;
    for (const Connection of [RTCPeerConnection, Fresh]) new Connection().createDataChannel('');
    const asked = window.probe.connections.map(async (connection) => [...(await connection.getStats()).values()].length);
    frame.remove();
    return await Promise.all(asked);
  });
  expect(reports).toEqual([expect.any(Number), 0]);
  expect(reports[0]).toBeGreaterThan(0);
});
