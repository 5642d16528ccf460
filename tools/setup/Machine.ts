import { delimiter, join } from 'node:path';
import { isExecutable } from '../../server/media/mediasoup/worker/workerBin.ts';

/** What setup may know about, and do to, the machine it runs on; tests hand in one with folders of their own. */
export type Machine = {
  env: Readonly<Record<string, string | undefined>>;
  /** Whether packages can be installed without asking for a password. */
  root: boolean;
  /** Where apt keeps the lists of what it can install. */
  aptLists: string;
  /** Prints one line that stays. */
  say: (line: string) => void;
  /** Prints how far a long step is; may be overwritten by the next. */
  progress: (line: string) => void;
  /** Aborted when the user presses Ctrl-C. */
  signal?: AbortSignal;
};

/** Something the user must do or know; printed as one line, without a stack. */
export class SetupError extends Error {
  override name = 'SetupError';
}

/** One thing that setup provides. */
export type Step = {
  /** In words, for the user. */
  name: string;
  /** Whether there is nothing to do. Throws SetupError when the user's own choice is unusable. */
  ready: (machine: Machine) => boolean | Promise<boolean>;
  /** A way that needs no packages; answers whether it worked. */
  shortcut?: (machine: Machine) => Promise<boolean>;
  /** Debian packages that the step needs, or is. */
  packages: readonly string[];
  /** What to do on a system without apt, as the end of a sentence. */
  elsewhere: string;
  /** What is left to do once the packages are there. */
  make?: (machine: Machine) => Promise<void>;
};

/** First executable called one of `names` on the PATH. */
export function which(names: readonly string[], env: Machine['env']): string | undefined {
  const dirs = (env.PATH ?? '').split(delimiter).filter((dir) => dir !== '');
  for (const name of names) {
    const found = dirs.map((dir) => join(dir, name)).find(isExecutable);
    if (found) return found;
  }
  return undefined;
}
