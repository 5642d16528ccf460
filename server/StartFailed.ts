/** The server could not start, for a reason that one line explains. */
export class StartFailed extends Error {
  override name = 'StartFailed';
}
