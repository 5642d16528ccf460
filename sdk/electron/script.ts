import * as ZegoExpressDefines from './ZegoExpressDefines.ts';
import ZegoExpressEngine from './ZegoExpressEngine.ts';

/** For pages without Node and without a bundler: `<script src="ZegoExpressElectron.js">` leaves both as globals. */
Object.assign(globalThis, { ZegoExpressEngine, ZegoExpressDefines });
