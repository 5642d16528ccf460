import { copyrightedMusic } from '../../service/copyrightedMusic.ts';
import type { ZegoRealTimeSequentialDataManager } from '../../types/data.ts';
import type { ZegoAutoMixerTask, ZegoMixStreamAdvance, ZegoMixStreamConfig } from '../../types/mixing.ts';
import type { ZegoCopyrightedMusic } from '../../types/music.ts';
import type { ZegoServerResponse } from '../../types/room.ts';
import { type missingServices, refuseService } from '../notProvided.ts';
import { VideoMembers } from './VideoMembers.ts';

/** What the cloud does beside rooms: data, relays, mixing, and services that need something more. */
export abstract class ServiceMembers extends VideoMembers {
  /** Ordered binary data of the joined room. One manager per room; one that fails to be made (1002002, 1009031) does nothing. */
  createRealTimeSequentialDataManager(roomID: string): ZegoRealTimeSequentialDataManager {
    return this.value<ZegoRealTimeSequentialDataManager>(
      'createRealTimeSequentialDataManager',
      () => this.parts.dataManagers.create(roomID),
      this.parts.dataManagers.unbound(roomID),
    );
  }

  /** Stops what the manager sends and receives. */
  destroyRealTimeSequentialDataManager(manager: ZegoRealTimeSequentialDataManager): void {
    this.value('destroyRealTimeSequentialDataManager', () => this.parts.dataManagers.destroy(manager), undefined);
  }

  /** Not available yet: 1003040. */
  addPublishCdnUrl(_streamID: string, _targetURL: string): Promise<ZegoServerResponse> {
    return this.missing('addPublishCdnUrl');
  }

  /** Not available yet: 1003040. */
  removePublishCdnUrl(_streamID: string, _targetURL: string): Promise<ZegoServerResponse> {
    return this.missing('removePublishCdnUrl');
  }

  /** Not available yet: 1005000. */
  startMixerTask(_mixStreamConfig: ZegoMixStreamConfig): Promise<ZegoServerResponse> {
    return this.missing('startMixerTask');
  }

  /** Not available yet: 1005000. */
  stopMixerTask(_taskID: string): Promise<ZegoServerResponse> {
    return this.missing('stopMixerTask');
  }

  /** Not available yet: 1005000. */
  setMixerTaskConfig(_config: ZegoMixStreamAdvance): Promise<ZegoServerResponse> {
    return this.missing('setMixerTaskConfig');
  }

  /** Not available yet: 1005000. */
  startAutoMixerTask(_task: ZegoAutoMixerTask): Promise<ZegoServerResponse> {
    return this.missing('startAutoMixerTask');
  }

  /** Not available yet: 1005000. */
  stopAutoMixerTask(_task: { taskID: string; roomID: string }): Promise<ZegoServerResponse> {
    return this.missing('stopAutoMixerTask');
  }

  /** Licensed music is not part of this cloud: every member of the object answers 1017041, and 1017096 before `initCopyrightedMusic`. */
  createCopyrightedMusic(): ZegoCopyrightedMusic {
    return copyrightedMusic(this.parts.calls);
  }

  /** Kept for compatibility: there is nothing to destroy. */
  destroyCopyrightedMusic(): void {}

  /** @internal */
  protected missing(member: keyof typeof missingServices): Promise<never> {
    return this.promise(member, async () => refuseService(member));
  }
}
