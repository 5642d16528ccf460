import childProcess from 'node:child_process';

/**
 * Starts a media worker apart from what happens to this process. mediasoup closes every worker at SIGTERM and SIGINT
 * by itself, and Ctrl-C in a terminal reaches the whole process group, so workers as well; but a server that was told
 * to end first lets calls finish and closes in order. So mediasoup's handlers are taken away again, and the process
 * gets a group of its own (setsid(2)). A worker whose parent is gone still ends by itself: its channel is closed.
 */
export async function apart<T>(start: () => Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = signals.map((name) => new Set(process.listeners(name)));
  // Until its first await, `start` runs before anybody else does.
  const started = inAGroupOfItsOwn(start);
  signals.forEach((name, index) => {
    for (const listener of process.listeners(name)) if (!before[index]?.has(listener)) process.off(name, listener);
  });
  return started;
}

/** mediasoup has no option for it, and calls `child_process.spawn` with its three arguments while it is called itself. */
function inAGroupOfItsOwn<T>(start: () => T): T {
  // On Windows there are no groups, and `detached` opens a window.
  if (process.platform === 'win32') return start();
  const { spawn } = childProcess;
  const patched: unknown = (command: string, args: readonly string[], options: childProcess.SpawnOptions) =>
    spawn(command, args, { ...options, detached: true });
  childProcess.spawn = patched as typeof spawn;
  try {
    return start();
  } finally {
    childProcess.spawn = spawn;
  }
}
