import type { ZegoRealTimeSequentialDataManager } from '../data/ZegoRealTimeSequentialDataManager.ts';
import type { ZegoAudioEffectPlayer, ZegoCopyrightedMusic, ZegoMediaPlayer } from '../types/companions.ts';
import type { ZegoNetworkTimeInfo } from '../types/engine.ts';
import { ServiceMembers } from './ServiceMembers.ts';

/** What remains: logs, time, data, and objects that this cloud does not have. */
export abstract class GeneralMembers extends ServiceMembers {
  /** Hands the last requests and events of this client to the server's log, without tokens or addresses. Once in 10 s. */
  uploadLog(): Promise<void> {
    return this.parts.calls.do('uploadLog', 'engine', () => this.parts.core.uploadLog());
  }

  /** The server's time, Unix ms; zeros until it is known. */
  getNetworkTimeInfo(): Promise<ZegoNetworkTimeInfo> {
    const { calls, core } = this.parts;
    return calls.now('getNetworkTimeInfo', 'engine', {
      work: () => core.networkTime(),
      otherwise: { timestamp: 0, maxDeviation: 0 },
    });
  }

  /**
   * Functions of our own, as JSON: what goes wrong on purpose, and the history. The answer is told as `recvExperimentalAPI` too.
   * @returns JSON, '' when it could not be done
   */
  callExperimentalAPI(params: string): Promise<string> {
    const { calls, native } = this.parts;
    return calls.now('callExperimentalAPI', 'engine', { work: () => native.experiment(params), otherwise: '' });
  }

  /** Sends and receives data in a room, in order: one manager per room. Null when it could not be made. */
  createRealTimeSequentialDataManager(roomID: string): Promise<ZegoRealTimeSequentialDataManager | null> {
    const { calls, dataManagers } = this.parts;
    return calls.now<ZegoRealTimeSequentialDataManager | null>('createRealTimeSequentialDataManager', 'message', {
      work: () => dataManagers.create(roomID),
      otherwise: null,
    });
  }

  destroyRealTimeSequentialDataManager(manager: ZegoRealTimeSequentialDataManager): Promise<void> {
    return this.parts.calls.do('destroyRealTimeSequentialDataManager', 'message', () => this.parts.dataManagers.destroy(manager));
  }

  /** Without effect: the phone's hardware is used wherever it has a codec. */
  enableHardwareEncoder(_enable: boolean): Promise<void> {
    return this.parts.calls.do('enableHardwareEncoder', 'publish', () => {});
  }

  /** Without effect: the phone's hardware is used wherever it has a codec. */
  enableHardwareDecoder(_enable: boolean): Promise<void> {
    return this.parts.calls.do('enableHardwareDecoder', 'play', () => {});
  }

  /** Not provided: null, and 1000010 as `debugError`. */
  createMediaPlayer(): Promise<ZegoMediaPlayer | null> {
    return this.missing<null>('createMediaPlayer', null);
  }

  destroyMediaPlayer(_mediaPlayer: ZegoMediaPlayer): Promise<void> {
    return this.missing('destroyMediaPlayer');
  }

  /** Not provided: null, and 1000010 as `debugError`. */
  createAudioEffectPlayer(): Promise<ZegoAudioEffectPlayer | null> {
    return this.missing<null>('createAudioEffectPlayer', null);
  }

  destroyAudioEffectPlayer(_audioEffectPlayer: ZegoAudioEffectPlayer): Promise<void> {
    return this.missing('destroyAudioEffectPlayer');
  }

  /** Not provided: null, and 1017041 as `debugError`. */
  createCopyrightedMusic(): Promise<ZegoCopyrightedMusic | null> {
    return this.missing<null>('createCopyrightedMusic', null, 'MUSIC_NOT_AVAILABLE');
  }

  destroyCopyrightedMusic(_copyrightedMusic: ZegoCopyrightedMusic): Promise<void> {
    return this.missing('destroyCopyrightedMusic', undefined, 'MUSIC_NOT_AVAILABLE');
  }
}
