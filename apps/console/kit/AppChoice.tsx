import { useAnswer } from '../api/useAnswer.ts';
import { useSay } from '../language/Language.tsx';
import { live as w } from '../language/words/live.ts';
import { recall, remember } from '../look/memory.ts';
import { Choice } from './Field.tsx';

const KEY = 'liuyun.app';
/** As many as one page of the list may hold; the app page leads to every other one. */
const LIMIT = 200;

/** The app whose rooms, calls or bans are shown: the one asked for, else the one looked at last, else the first. */
export function useChosenApp(asked: number | undefined) {
  const list = useAnswer('listApps', { limit: LIMIT });
  const apps = list.answer?.items ?? [];
  const last = Number(recall(KEY));
  const known = apps.some(({ appID }) => appID === last) ? last : apps[0]?.appID;
  const appID = asked ?? known;
  if (asked !== undefined) remember(KEY, String(asked));
  return { ...list, apps, appID };
}

type Props = {
  apps: readonly { appID: number; name: string }[];
  appID: number | undefined;
  onChoose(appID: number | undefined): void;
  any?: string;
};

export function AppChoice({ apps, appID, onChoose, any }: Props) {
  const say = useSay();
  const known = apps.some((app) => app.appID === appID);
  const choices = [
    ...(any === undefined ? [] : [['', any] as const]),
    ...(appID !== undefined && !known ? [[String(appID), String(appID)] as const] : []),
    ...apps.map((app) => [String(app.appID), `${app.name} · ${app.appID}`] as const),
  ];
  return (
    <Choice
      label={say(w.chooseApp)}
      value={appID === undefined ? '' : String(appID)}
      onChange={(value) => onChoose(value === '' ? undefined : Number(value))}
      choices={choices}
    />
  );
}
