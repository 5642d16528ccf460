import { appStoreContract } from '../AppStore.contract.ts';
import { MemoryAppStore } from './MemoryAppStore.ts';

appStoreContract('memory', async () => new MemoryAppStore());
