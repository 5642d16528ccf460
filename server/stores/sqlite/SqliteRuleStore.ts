import { type ForbidRule, type RuleSubject, ruleKey } from '@liuyun/protocol/rest/forbidRule';
import type { RuleStore } from '../RuleStore.ts';
import { type Database, openDatabase } from './openDatabase.ts';

/** Rules in the SQLite file of a data folder. */
export class SqliteRuleStore implements RuleStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Opens the database of a data folder; closing the store closes it. */
  static open(dataDir: string): SqliteRuleStore {
    return new SqliteRuleStore(openDatabase(dataDir));
  }

  async put(appID: number, rule: ForbidRule): Promise<void> {
    const row = { app_id: appID, key: ruleKey(rule), rule: JSON.stringify(rule), expires_at: rule.expiresAt };
    // REPLACE gives the row a new id: it stands last then.
    await this.#database.replaceInto('forbid_rules').values(row).execute();
  }

  async remove(appID: number, subject: RuleSubject): Promise<boolean> {
    const { numDeletedRows } = await this.#database
      .deleteFrom('forbid_rules')
      .where('app_id', '=', appID)
      .where('key', '=', ruleKey(subject))
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async list(): Promise<{ appID: number; rule: ForbidRule }[]> {
    const rows = await this.#database.selectFrom('forbid_rules').select(['app_id', 'rule']).orderBy('id').execute();
    return rows.map(({ app_id, rule }) => ({ appID: app_id, rule: JSON.parse(rule) as ForbidRule }));
  }

  async purge(before: number): Promise<void> {
    await this.#database.deleteFrom('forbid_rules').where('expires_at', '<', before).execute();
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}
