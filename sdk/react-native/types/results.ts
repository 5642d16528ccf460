/** What `RoomSetRoomExtraInfo` resolves: `errorCode` 0 when it was done. */
export type ZegoRoomSetRoomExtraInfoResult = { errorCode: number };

/** What `RoomLogin` resolves: `errorCode` 0 when it was done. */
export type ZegoRoomLoginResult = { errorCode: number; extendedData: string };

/** What `RoomLogout` resolves: `errorCode` 0 when it was done. */
export type ZegoRoomLogoutResult = { errorCode: number; extendedData: string };

/** What `PublisherSetStreamExtraInfo` resolves: `errorCode` 0 when it was done. */
export type ZegoPublisherSetStreamExtraInfoResult = { errorCode: number };

/** What `PublisherUpdateCdnUrl` resolves: `errorCode` 0 when it was done. */
export type ZegoPublisherUpdateCdnUrlResult = { errorCode: number };

/** What `PublisherTakeSnapshot` resolves: `errorCode` 0 when it was done. */
export type ZegoPublisherTakeSnapshotResult = { errorCode: number; imageBase64: string };

/** What `PlayerTakeSnapshot` resolves: `errorCode` 0 when it was done. */
export type ZegoPlayerTakeSnapshotResult = { errorCode: number; imageBase64: string };

/** What `MixerStart` resolves: `errorCode` 0 when it was done. */
export type ZegoMixerStartResult = { errorCode: number; extendedData: string };

/** What `MixerStop` resolves: `errorCode` 0 when it was done. */
export type ZegoMixerStopResult = { errorCode: number };

/** What `RealTimeSequentialDataSent` resolves: `errorCode` 0 when it was done. */
export type ZegoRealTimeSequentialDataSentResult = { errorCode: number };

/** What `IMSendBroadcastMessage` resolves: `errorCode` 0 when it was done. */
export type ZegoIMSendBroadcastMessageResult = { errorCode: number; messageID: number };

/** What `IMSendBarrageMessage` resolves: `errorCode` 0 when it was done. */
export type ZegoIMSendBarrageMessageResult = { errorCode: number; messageID: string };

/** What `IMSendCustomCommand` resolves: `errorCode` 0 when it was done. */
export type ZegoIMSendCustomCommandResult = { errorCode: number };

/** What `MediaPlayerLoadResource` resolves: `errorCode` 0 when it was done. */
export type ZegoMediaPlayerLoadResourceResult = { errorCode: number };

/** What `MediaPlayerSeekTo` resolves: `errorCode` 0 when it was done. */
export type ZegoMediaPlayerSeekToResult = { errorCode: number };

/** What `MediaPlayerTakeSnapshot` resolves: `errorCode` 0 when it was done. */
export type ZegoMediaPlayerTakeSnapshotResult = { errorCode: number; imageBase64: string };

/** What `AudioEffectPlayerLoadResource` resolves: `errorCode` 0 when it was done. */
export type ZegoAudioEffectPlayerLoadResourceResult = { errorCode: number };

/** What `AudioEffectPlayerSeekTo` resolves: `errorCode` 0 when it was done. */
export type ZegoAudioEffectPlayerSeekToResult = { errorCode: number };

/** What `CopyrightedMusicInit` resolves: `errorCode` 0 when it was done. */
export type ZegoCopyrightedMusicInitResult = { errorCode: number };

/** What `CopyrightedMusicSendExtendedRequest` resolves: `errorCode` 0 when it was done. */
export type ZegoCopyrightedMusicSendExtendedRequestResult = { errorCode: number; command: string; result: string };

/** What `CopyrightedMusicGetLrcLyric` resolves: `errorCode` 0 when it was done. */
export type ZegoCopyrightedMusicGetLrcLyricResult = { errorCode: number; lyrics: string };

/** What `CopyrightedMusicGetKrcLyricByToken` resolves: `errorCode` 0 when it was done. */
export type ZegoCopyrightedMusicGetKrcLyricByTokenResult = { errorCode: number; lyrics: string };

/** What `CopyrightedMusicRequestResource` resolves: `errorCode` 0 when it was done. */
export class ZegoCopyrightedMusicRequestResourceResult {
  errorCode: number;
  resource: string;

  constructor(errorCode: number, resource: string) {
    this.errorCode = errorCode;
    this.resource = resource;
  }
}

/** What `CopyrightedMusicGetSharedResource` resolves: `errorCode` 0 when it was done. */
export type ZegoCopyrightedMusicGetSharedResourceResult = { errorCode: number; resource: string };

/** What `CopyrightedMusicDownload` resolves: `errorCode` 0 when it was done. */
export type ZegoCopyrightedMusicDownloadResult = { errorCode: number };

/** What `CopyrightedMusicGetStandardPitch` resolves: `errorCode` 0 when it was done. */
export type ZegoCopyrightedMusicGetStandardPitchResult = { errorCode: number; pitch: string };
