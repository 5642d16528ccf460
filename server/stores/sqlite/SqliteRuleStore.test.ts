import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ruleStoreContract } from '../RuleStore.contract.ts';
import { SqliteRuleStore } from './SqliteRuleStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuyun-rules-'));
let made = 0;
const fresh = () => join(folder, String(++made));
afterAll(() => rmSync(folder, { recursive: true }));

ruleStoreContract('sqlite', async () => SqliteRuleStore.open(fresh()));

test('[STORE-24] rules outlive the process', async () => {
  const dataDir = fresh();
  const rule = { kind: 'stream' as const, streamID: 's', createdAt: 1, expiresAt: null };
  const first = SqliteRuleStore.open(dataDir);
  await first.put(7, rule);
  await first.close();
  const second = SqliteRuleStore.open(dataDir);
  expect(await second.list()).toEqual([{ appID: 7, rule }]);
  await second.close();
});
