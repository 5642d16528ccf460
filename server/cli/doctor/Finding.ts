import type { Config } from '../../config/Config.ts';

/** One thing that was looked at. `todo` says what to do about it and is there whenever something is to be done. */
export type Finding = {
  about: string;
  /** `wrong`: the cloud will not run, or not as configured. `warning`: it runs, and somebody may be surprised. */
  state: 'ok' | 'warning' | 'wrong';
  says: string;
  todo?: string;
};

/** What checks may look at. */
export type Patient = {
  config: Config;
  env: { readonly [name: string]: string | undefined };
  /** Unix ms. */
  now: number;
};

/** Looks at one subject; never throws. */
export type Check = (patient: Patient) => Promise<Finding[]>;

export function ok(about: string, says: string): Finding {
  return { about, state: 'ok', says };
}

export function warning(about: string, says: string, todo: string): Finding {
  return { about, state: 'warning', says, todo };
}

export function wrong(about: string, says: string, todo: string): Finding {
  return { about, state: 'wrong', says, todo };
}
