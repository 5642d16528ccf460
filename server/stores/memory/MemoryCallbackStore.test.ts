import { callbackStoreContract } from '../CallbackStore.contract.ts';
import { MemoryCallbackStore } from './MemoryCallbackStore.ts';

callbackStoreContract('memory', async () => new MemoryCallbackStore());
