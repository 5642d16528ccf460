import { useState } from 'react';
import { useAsk } from '../../api/useAsk.ts';
import { Confirm } from '../../kit/Dialog.tsx';
import { Choice } from '../../kit/Field.tsx';
import { useSay } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';

type Hours = '0' | '1' | '24' | '168' | '720';

/** Asks how long the former one shall go on working. */
export function RotateServerSecret({
  appID,
  onClose,
  onRotated,
}: {
  appID: number;
  onClose(): void;
  onRotated(value: string): void;
}) {
  const say = useSay();
  const ask = useAsk();
  const [hours, setHours] = useState<Hours>('24');
  const choices: readonly (readonly [Hours, string])[] = [
    ['24', say(w.graceHours, { n: 24 })],
    ['1', say(w.graceHours, { n: 1 })],
    ['168', say(w.graceDays, { n: 7 })],
    ['720', say(w.graceDays, { n: 30 })],
    ['0', say(w.graceNone)],
  ];
  const rotate = async () => {
    const result = await ask(
      'rotateServerSecret',
      { appID, graceHours: Number(hours) },
      say(w.rotated, { what: say(w.serverSecret) }),
    );
    onRotated(result.value);
  };
  return (
    <Confirm title={say(w.rotateSecret)} action={say(w.rotate)} onClose={onClose} onConfirm={rotate}>
      <p>{say(w.rotateSecretText)}</p>
      <Choice label={say(w.grace)} value={hours} onChange={setHours} choices={choices} />
    </Confirm>
  );
}
