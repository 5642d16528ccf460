import { adminRoutes } from '@liuyun/protocol/admin/routes';
import { expect, it } from 'vitest';
import { keyOf, optionNames } from '../../../../server/config/options.ts';
import { settings } from './settings.ts';
import { verbs } from './verbs.ts';

it('[CONSOLE-40] every act that the audit log can hold is said in words', () => {
  const acts = Object.entries(adminRoutes).flatMap(([name, { method }]) => (method === 'POST' ? [name] : []));
  expect(acts.filter((name) => !Object.hasOwn(verbs, name))).toEqual([]);
});

it('[CONSOLE-40] every setting of the server is explained, and none that it does not have', () => {
  expect(Object.keys(settings).sort()).toEqual(optionNames.map(keyOf).sort());
});
