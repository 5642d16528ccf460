import { vi } from 'vitest';

/** What `expect.poll` waits by our settings, `vi.waitFor` waits too; Vitest has no setting for it. */
const PATIENCE_MS = 10_000;

const waitFor = vi.waitFor;
vi.waitFor = (check, options = PATIENCE_MS) => waitFor(check, options);
