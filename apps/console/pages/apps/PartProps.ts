import type { AppDetail } from '../../api/types.ts';

/** What every part of an app's page is given. */
export type PartProps = { app: AppDetail; reload(): Promise<void> };
