import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { useStage } from './stage.ts';

const stage = useStage();
const TEST_MS = 120_000;
const ROOT = join(import.meta.dirname, '../..');

/** The first page that a document shows, filled in as it tells its reader to. */
async function pageOf(document: string, userID: string): Promise<string> {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const page = /```html\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const { appID, server, token } = await stage.cloud.access({ userID, roomID: 'room1' });
  const filled = page
    .replace('http://127.0.0.1:8080/sdk/', `${stage.cloud.origin}/sdk/`)
    .replace("'ws://127.0.0.1:8080/signalling'", JSON.stringify(server))
    .replace(/\[\/\* 'ann' \*\/, \/\* .*? \*\/\]/, JSON.stringify([userID, token]))
    .replace('/* APPID */', String(appID))
    .replaceAll(/'ann\b/g, `'${userID}`);
  // What a page leaves to its reader's own code.
  return `<!doctype html><script>var appID = ${appID}, token = ${JSON.stringify(token)};</script>\n${filled}`;
}

for (const [english, chinese, own, other] of [
  ['README.md', 'README.zh-CN.md', '#local-video', '#remote-video'],
  ['docs/guides/quick-start.md', 'docs/guides/quick-start.zh-CN.md', '#local', '#remote'],
] as const) {
  test(
    `[SAMPLE-28] the page of ${english}, as it stands, calls that of its Chinese twin`,
    async () => {
      const open = async (document: string, userID: string) =>
        (await stage.browser.open(stage.site.put(await pageOf(document, userID)))).page;
      const pages = [await open(english, 'ann'), await open(chinese, 'bob')];
      for (const page of pages) {
        await expectMovingPicture(page.locator(`${own} video`));
        await expectMovingPicture(page.locator(`${other} video`));
        expect(await page.locator(`${other} video`).count()).toBe(1);
      }
    },
    TEST_MS,
  );
}
