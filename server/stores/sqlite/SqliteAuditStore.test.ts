import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { auditStoreContract } from '../AuditStore.contract.ts';
import { SqliteAuditStore } from './SqliteAuditStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuyun-audit-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true }));

auditStoreContract('sqlite', async () => SqliteAuditStore.open(join(folder, String(++made))));
