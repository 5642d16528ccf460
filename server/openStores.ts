import type { Scope } from '@liuyun/kit';
import type { Config } from './config/Config.ts';
import { orStartFailed } from './StartFailed.ts';
import type { AppStore } from './stores/AppStore.ts';
import type { CallbackStore } from './stores/CallbackStore.ts';
import { MemoryCallbackStore } from './stores/memory/MemoryCallbackStore.ts';
import { MemoryRuleStore } from './stores/memory/MemoryRuleStore.ts';
import type { RuleStore } from './stores/RuleStore.ts';
import { claimFolder } from './stores/sqlite/claimFolder.ts';
import { SqliteAppStore } from './stores/sqlite/SqliteAppStore.ts';
import { SqliteCallbackStore } from './stores/sqlite/SqliteCallbackStore.ts';
import { SqliteRuleStore } from './stores/sqlite/SqliteRuleStore.ts';
import { keysOf } from './stores/sqlite/secrets/keysOf.ts';

/** What tests put in place of the real thing. */
export type StoreOverrides = {
  /** Closed with the server. */
  store?: AppStore;
  /** Closed with the server; in memory where only `store` is given. */
  ruleStore?: RuleStore;
  /** Closed with the server; in memory where only `store` is given. */
  callbackStore?: CallbackStore;
};

type Closable = Parameters<Scope['own']>[0];
type Stores = { store: AppStore; rules: RuleStore; callbacks: CallbackStore };

/** What a call needs to be remembered, in the data folder of the configuration. @throws StartFailed when another server has it, or it cannot be opened. */
export async function openStores(config: Config, overrides: StoreOverrides, scope: Scope): Promise<Stores> {
  const { dataDir } = config;
  const inMemory = overrides.store !== undefined;
  const open = async <S extends Closable>(given: S | undefined, memory: () => S, sqlite: () => S | Promise<S>) =>
    scope.own(given ?? (inMemory ? memory() : await orStartFailed(sqlite)));
  if (!inMemory) scope.own(await orStartFailed(() => claimFolder(dataDir)));
  return {
    store: scope.own(overrides.store ?? (await orStartFailed(() => SqliteAppStore.open(dataDir, keysOf(config))))),
    rules: await open<RuleStore>(
      overrides.ruleStore,
      () => new MemoryRuleStore(),
      () => SqliteRuleStore.open(dataDir),
    ),
    callbacks: await open<CallbackStore>(
      overrides.callbackStore,
      () => new MemoryCallbackStore(),
      () => SqliteCallbackStore.open(dataDir),
    ),
  };
}
