/** What a verb does on its way to an answer and somebody may want to know the time of. Names of spans: constants, never what a client wrote. */
export type StepName =
  | 'read the app'
  | 'check the token'
  | 'open the media room'
  | 'media: open transport'
  | 'media: connect'
  | 'media: publish'
  | 'media: change tracks'
  | 'media: play'
  | 'media: resume'
  | 'media: restart ICE';

/** Does `work`, and tells whoever follows the request how long it took and whether it failed. */
export type Step = <T>(name: StepName, work: () => T) => T;

/** Nobody follows. */
export const untold: Step = (_name, work) => work();
