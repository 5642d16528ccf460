import { spawn } from 'node:child_process';

/** `$0` is what all names of this run begin with. Ends what still runs in its namespaces, then removes them. */
const SWEEP = `
cat > /dev/null
for ns in $(ip netns list | cut -d' ' -f1 | grep "^$0-"); do
  for pid in $(ip netns pids "$ns"); do kill -9 "$pid" 2> /dev/null; done
  ip netns del "$ns" 2> /dev/null
done
`;

/**
 * Waits in a process of its own until this one ends, however it ends (Ctrl-C and kill -9 too), and then takes away
 * every namespace of the run. Resolves the sweep done early, on request.
 */
export function employJanitor(prefix: string): { sweep(): Promise<void> } {
  const janitor = spawn('sh', ['-c', SWEEP, prefix], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  janitor.unref();
  const done = new Promise<void>((resolve) => janitor.once('exit', () => resolve()));
  return {
    async sweep() {
      janitor.ref();
      janitor.stdin?.end();
      await done;
    },
  };
}
