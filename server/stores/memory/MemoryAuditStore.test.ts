import { auditStoreContract } from '../AuditStore.contract.ts';
import { MemoryAuditStore } from './MemoryAuditStore.ts';

auditStoreContract('memory', async () => new MemoryAuditStore());
