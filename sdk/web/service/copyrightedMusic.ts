import { errorTable } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import { ZegoError } from '../engine/ZegoError.ts';
import type { ZegoCopyrightedMusic } from '../types/music.ts';

/** The members of the licensed music service. None of them can do anything here: promises reject with 1017041, numbers are 1017041. */
export function copyrightedMusic(calls: Calls): ZegoCopyrightedMusic {
  const { code } = errorTable.MUSIC_NOT_AVAILABLE;
  const refuse = (call: string) => (): never => {
    throw new ZegoError('MUSIC_NOT_AVAILABLE', call);
  };
  const rejects = (call: string) => (): Promise<never> => calls.promise(call, refuse(call));
  const number = (call: string) => (): number => calls.value(call, refuse(call), code);
  const nothing = (call: string) => (): void => calls.value<void>(call, refuse(call), undefined);
  const never = (call: string) => (): boolean => calls.boolean(call, refuse(call));
  return {
    destroyInstance: nothing('destroyInstance'),
    initCopyrightedMusic: rejects('initCopyrightedMusic'),
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
