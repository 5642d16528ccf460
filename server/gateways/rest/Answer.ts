import type { ActionData, ActionName, ActionParams } from '@liuyun/protocol/rest/actions';
import type { Cloud } from '../../operations/Cloud.ts';

/** Who asks: an app's own server, by its signature. */
export type Asking = { cloud: Cloud; appID: number };

/** Turns one action's parameters into an operation, and what comes of it into the action's data. Throws Refusal. */
export type Answer<A extends ActionName> = (asking: Asking, params: ActionParams<A>) => ActionData<A> | Promise<ActionData<A>>;
