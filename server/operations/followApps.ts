import type { Cloud } from './Cloud.ts';
import { closeApp } from './closeApp.ts';

/** How soon it holds for who is in what another process, such as the command line, changed of their app. */
export const FOLLOW_EVERY_MS = 1_000;
/** So many are looked at before anything else may run. */
const AT_A_TIME = 200;

/** Has every app in use go by what is stored of it, whoever changed that. Called every `FOLLOW_EVERY_MS`; one look at a time. */
export function followApps(cloud: Cloud): () => void {
  let looking = false;
  let failing = false;
  return () => {
    if (looking) return;
    looking = true;
    look(cloud)
      .then(() => (failing = false))
      .catch((error: unknown) => {
        if (!failing && !cloud.closing) cloud.log.warn({ err: error }, 'what is stored of apps cannot be looked at');
        failing = true;
      })
      .finally(() => (looking = false));
  };
}

async function look(cloud: Cloud): Promise<void> {
  const running = [...cloud.apps.all()].map(({ appID }) => appID);
  const forbidding = [...cloud.allRules()].flatMap(([appID, rules]) => (rules.size > 0 ? [appID] : []));
  let looked = 0;
  for (const appID of new Set([...running, ...forbidding])) {
    const stored = await cloud.store.find(appID);
    const app = cloud.apps.find(appID);
    if (!stored) await closeApp(cloud, appID);
    else if (app) app.rules = stored.options;
    looked += 1;
    if (looked % AT_A_TIME === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
