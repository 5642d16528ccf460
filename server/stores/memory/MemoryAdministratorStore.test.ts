import { administratorStoreContract } from '../AdministratorStore.contract.ts';
import { MemoryAdministratorStore } from './MemoryAdministratorStore.ts';

administratorStoreContract('memory', async () => new MemoryAdministratorStore());
