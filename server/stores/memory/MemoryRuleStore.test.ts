import { ruleStoreContract } from '../RuleStore.contract.ts';
import { MemoryRuleStore } from './MemoryRuleStore.ts';

ruleStoreContract('memory', async () => new MemoryRuleStore());
