import { type ErrorName, errorTable } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import { ZegoError } from '../engine/ZegoError.ts';
import type { ZegoCopyrightedMusic } from '../types/music.ts';

/**
 * The members of the licensed music service. None of them can do anything here: what is asked for is 1017041, and 1017096 before
 * `initCopyrightedMusic`. Promises reject with it, numbers are it; `initCopyrightedMusic` resolves it, since it is declared as a code.
 */
export function copyrightedMusic(calls: Calls): ZegoCopyrightedMusic {
  let begun = false;
  const failure = (): ErrorName => (begun ? 'MUSIC_NOT_AVAILABLE' : 'MUSIC_NOT_INITIALISED');
  const refuse = (call: string) => (): never => {
    throw new ZegoError(failure(), call);
  };
  const rejects = (call: string) => (): Promise<never> => calls.promise(call, refuse(call));
  const number = (call: string) => (): number => calls.value(call, refuse(call), errorTable[failure()].code);
  const nothing = (call: string) => (): void => calls.value<void>(call, refuse(call), undefined);
  const never = (call: string) => (): boolean => calls.boolean(call, refuse(call));
  return {
    destroyInstance: () => {
      nothing('destroyInstance')();
      begun = false;
    },
    initCopyrightedMusic: () => {
      begun = true;
      return calls.promise('initCopyrightedMusic', async () => number('initCopyrightedMusic')());
    },
    sendExtendedRequest: rejects('sendExtendedRequest'),
    requestResource: rejects('requestResource'),
    getSharedResource: rejects('getSharedResource'),
    getSharedResourceByToken: rejects('getSharedResourceByToken'),
    getLrcLyric: rejects('getLrcLyric'),
    getKrcLyricByToken: rejects('getKrcLyricByToken'),
    download: rejects('download'),
    clearCache: nothing('clearCache'),
    startScore: rejects('startScore'),
    stopScore: number('stopScore'),
    pauseScore: number('pauseScore'),
    resumeScore: number('resumeScore'),
    resetScore: number('resetScore'),
    getPreviousScore: rejects('getPreviousScore'),
    getAverageScore: rejects('getAverageScore'),
    getTotalScore: rejects('getTotalScore'),
    getFullScore: rejects('getFullScore'),
    getStandardPitch: rejects('getStandardPitch'),
    getCurrentPitch: rejects('getCurrentPitch'),
    setScoringLevel: nothing('setScoringLevel'),
    getDuration: number('getDuration'),
    on: never('ZegoCopyrightedMusic.on'),
    off: never('ZegoCopyrightedMusic.off'),
  };
}
