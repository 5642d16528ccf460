/** On a log (not a terminal) progress is worth a line only this often. */
const LOG_EVERY_MS = 15_000;

type Output = { write(text: string): unknown; isTTY?: boolean };

/** Ways to print: lines that stay, and a progress line that a terminal overwrites and a log gets now and then. */
export function progressTo(
  output: Output,
  now: () => number = Date.now,
): { say: (line: string) => void; progress: (line: string) => void } {
  let open = false;
  let loggedAt = Number.NEGATIVE_INFINITY;
  const say = (line: string) => {
    output.write(`${open ? '\r\x1b[K' : ''}setup: ${line}\n`);
    open = false;
  };
  const progress = (line: string) => {
    if (output.isTTY) {
      output.write(`\r\x1b[K  ${line}`);
      open = true;
    } else if (now() - loggedAt >= LOG_EVERY_MS) {
      output.write(`  ${line}\n`);
      loggedAt = now();
    }
  };
  return { say, progress };
}

/** Minutes and seconds since `startedAt`. */
export function elapsed(startedAt: number, now = Date.now()): string {
  const seconds = Math.round((now - startedAt) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
