import { errorTable } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import { ZegoError } from '../engine/ZegoError.ts';
import type { ZegoCopyrightedMusic } from '../types/music.ts';

/** The members of the licensed music service. None of them can do anything here: promises reject with 1017041, numbers are 1017041. */
export function copyrightedMusic(calls: Calls): ZegoCopyrightedMusic {
  const { code } = errorTable.MUSIC_NOT_AVAILABLE;
  const rejects = (call: string) => (): Promise<never> =>
    calls.promise(call, () => {
      throw new ZegoError('MUSIC_NOT_AVAILABLE', call);
    });
  const number = () => code;
  return {
    destroyInstance: () => undefined,
    initCopyrightedMusic: rejects('initCopyrightedMusic'),
    sendExtendedRequest: rejects('sendExtendedRequest'),
    requestResource: rejects('requestResource'),
    getSharedResource: rejects('getSharedResource'),
    getSharedResourceByToken: rejects('getSharedResourceByToken'),
    getLrcLyric: rejects('getLrcLyric'),
    getKrcLyricByToken: rejects('getKrcLyricByToken'),
    download: rejects('download'),
    clearCache: () => undefined,
    startScore: rejects('startScore'),
    stopScore: number,
    pauseScore: number,
    resumeScore: number,
    resetScore: number,
    getPreviousScore: rejects('getPreviousScore'),
    getAverageScore: rejects('getAverageScore'),
    getTotalScore: rejects('getTotalScore'),
    getFullScore: rejects('getFullScore'),
    getStandardPitch: rejects('getStandardPitch'),
    getCurrentPitch: rejects('getCurrentPitch'),
    setScoringLevel: () => undefined,
    getDuration: number,
    on: () => false,
    off: () => false,
  };
}
