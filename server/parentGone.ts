/** How often we look whether the parent is still there. */
const LOOK_EVERY_MS = 250;

/**
 * Calls `onGone` once when the parent process has ended. npm (npx, npm start) runs us below a shell that dies of SIGTERM without
 * passing it on, so that an empty place above us is the only sign that somebody told us to stop. Does nothing when npm is not
 * involved: then signals come directly, and outliving the parent is what a daemon is for.
 */
export function watchParent(onGone: () => void, env: { npm_command?: string } = process.env): () => void {
  if (env.npm_command === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
