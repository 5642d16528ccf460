/** What a test can make fail or wait. */
export type FakeVerb =
  | 'openRoom'
  | 'openTransport'
  | 'connect'
  | 'restartIce'
  | 'catchUp'
  | 'renewPicture'
  | 'publish'
  | 'mute'
  | 'play'
  | 'refresh'
  | 'resume'
  | 'publishData'
  | 'playData';

/** Every asynchronous call of the fake passes here; it throws or waits when a test said so. */
export type Enter = (verb: FakeVerb) => Promise<void>;
