import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { administratorStoreContract } from '../AdministratorStore.contract.ts';
import { SqliteAdministratorStore } from './SqliteAdministratorStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuyun-administrator-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true }));

administratorStoreContract('sqlite', async () => SqliteAdministratorStore.open(join(folder, String(++made))));
