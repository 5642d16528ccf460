import { mediaEngineContract } from '../MediaEngine.contract.ts';
import { openTestEngine } from './openTestEngine.ts';

mediaEngineContract('mediasoup', openTestEngine);
