import { recordStoreContract } from '../RecordStore.contract.ts';
import { MemoryRecordStore } from './MemoryRecordStore.ts';

recordStoreContract('memory', async () => new MemoryRecordStore());
