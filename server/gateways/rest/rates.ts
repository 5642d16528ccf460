import type { ActionShape } from '@liuyun/protocol/rest/action';
import { type ActionName, actions } from '@liuyun/protocol/rest/actions';

/** What an operator made of the documented rates: all of them in percent, and single ones as calls per second and app. */
export type ChosenRates = { percent: number; perSecond: { readonly [A in ActionName]?: number } };

export const documentedRates: ChosenRates = { percent: 100, perSecond: {} };

/** How often one action may be asked for. */
export type Rate = { perSecond: number; oncePerRoomMs: number | undefined };

/** The rate that holds for an action; `appPercent` is what an app has of it. A pause for each room follows in the same measure. */
export function rateOf(action: ActionName, chosen: ChosenRates, appPercent = 100): Rate {
  const { perSecond: documented, oncePerRoomMs }: ActionShape = actions[action];
  const perSecond = ((chosen.perSecond[action] ?? (documented * chosen.percent) / 100) * appPercent) / 100;
  return { perSecond, oncePerRoomMs: oncePerRoomMs && Math.ceil((oncePerRoomMs * documented) / perSecond) };
}

/** `50 per second, once per room in 10 s` */
export function rateInWords(action: ActionName, chosen: ChosenRates): string {
  const { perSecond, oncePerRoomMs } = rateOf(action, chosen);
  const rounded = Number(perSecond.toPrecision(3));
  return `${rounded} per second and app${oncePerRoomMs ? `, once per room in ${Number((oncePerRoomMs / 1_000).toPrecision(3))} s` : ''}`;
}
