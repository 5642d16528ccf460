/** The server could not start, for a reason that one line explains. */
export class StartFailed extends Error {
  override name = 'StartFailed';
}

/** What `open` gives. @throws StartFailed with the line that it failed with. */
export async function orStartFailed<T>(open: () => T | Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw new StartFailed(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
