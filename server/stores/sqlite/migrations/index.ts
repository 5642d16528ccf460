import * as apps from './0001-apps.ts';
import * as forbidRules from './0002-forbid-rules.ts';
import * as callbacks from './0003-callbacks.ts';
import * as console from './0004-console.ts';
import * as deliveries from './0005-deliveries.ts';
import * as traces from './0006-traces.ts';

/** In the order they run. A migration that has been released is never changed; the next one corrects it. */
export const migrations: readonly { sql: string }[] = [apps, forbidRules, callbacks, console, deliveries, traces];
