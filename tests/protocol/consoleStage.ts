import { ConsoleCaller } from './ConsoleCaller.ts';
import { onStage, type Stage } from './server.ts';

export const PASSWORD = 'correct horse battery';
/** A hash that costs next to nothing: tests are not what it must hold against. */
const passwordCost = { logN: 4, r: 8, p: 1 };

export type ConsoleStage = Stage & {
  /** A browser in which nobody has signed in. */
  browser(): ConsoleCaller;
  /** The key of the first run, out of the link that is printed. */
  firstRunKey(): string;
  /** A browser of `root`, who has the role admin; the first run the first time. */
  admin(): Promise<ConsoleCaller>;
  /** A browser of somebody with that role. */
  person(username: string, role: 'admin' | 'viewer'): Promise<ConsoleCaller>;
};

/** A server with a console, for the tests of one `describe`. Not for servers elsewhere: whose console is nobody's to test. */
export function consoleStage(options: Parameters<typeof onStage>[0] = {}): ConsoleStage {
  const stage = onStage({ ...options, overrides: { passwordCost, ...options.overrides } });
  const browser = () => new ConsoleCaller(() => stage.server.url);
  const firstRunKey = () => new URL(stage.server.consoleLink).hash.replace('#first-run=', '');
  const admin = async () => {
    const { firstRunNeeded } = await browser().ask('getSession', {});
    return firstRunNeeded ? browser().firstRun(firstRunKey(), 'root', PASSWORD) : browser().login('root', PASSWORD);
  };
  const person = async (username: string, role: 'admin' | 'viewer') => {
    await (await admin()).ask('createAdministrator', { username, password: PASSWORD, role });
    return browser().login(username, PASSWORD);
  };
  return Object.assign(stage, { browser, firstRunKey, admin, person });
}
