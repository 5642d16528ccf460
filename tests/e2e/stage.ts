import { afterAll, afterEach, beforeAll } from 'vitest';
import { addToFailure, hasFailed } from '../kit/browser/failure.ts';
import { type Devices, openBrowser, type TestBrowser } from '../kit/browser/openBrowser.ts';
import { servePages } from '../kit/browser/servePages.ts';
import { type Cloud, startCloud } from '../kit/browser/startCloud.ts';

/** What the tests of a file share: one cloud, one browser, and a site that is not the cloud. Filled before the first test. */
export type Stage = { cloud: Cloud; browser: TestBrowser; site: Awaited<ReturnType<typeof servePages>> };

/** Sets the stage for a file. After each test every page is closed, and none may have reported an error. */
export function useStage({ devices = 'fake', flags = [] }: { devices?: Devices; flags?: readonly string[] } = {}): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    const [cloud, browser, site] = await Promise.all([startCloud(flags), openBrowser(devices), servePages()]);
    Object.assign(stage, { cloud, browser, site });
  });
  afterEach(async ({ task }) => {
    const said = stage.cloud?.output() ?? '';
    await stage.browser?.clear();
    if (hasFailed()) addToFailure(`What the server said last:\n${lastLines(said)}`);
    if (task.result?.state !== 'fail') stage.browser?.expectNoFaults();
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.site?.close();
    await stage.cloud?.stop();
  });
  return stage;
}

const SAID = 40;
/** Of its log; what it prints for people at first has its secrets. */
const lastLines = (output: string): string =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .slice(-SAID)
    .join('\n');

let rooms = 0;
/** A room that no other test uses. */
export const newRoom = (): string => `room-${process.pid}-${++rooms}`;
