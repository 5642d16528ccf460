import type { EngineFacts, RoomReason } from '@liuyun/core';
import type { Listeners } from '@liuyun/core/Listeners';
import { deleteReasons } from '@liuyun/core/room/deleteReasons';
import type { Facts } from '@liuyun/kit';
import { playStats, publishStats } from '../quality/stats.ts';
import type { ZegoEvent } from '../types/events.ts';
import type { ZegoStreamList } from '../types/room.ts';
import { codecID } from '../video/codecID.ts';
import { codeOf } from './ZegoError.ts';

const names: { [K in keyof ZegoEvent]: true } = {
  roomStateChanged: true,
  roomStateUpdate: true,
  roomUserUpdate: true,
  roomOnlineUserCountUpdate: true,
  roomStreamUpdate: true,
  streamExtraInfoUpdate: true,
  tokenWillExpire: true,
  IMRecvBroadcastMessage: true,
  IMRecvBarrageMessage: true,
  IMRecvCustomCommand: true,
  roomExtraInfoUpdate: true,
  recvRoomTransparentMessage: true,
  hallStateUpdate: true,
  networkQuality: true,
  exceptionUpdate: true,
  recvExperimentalAPI: true,
  mixerSoundLevelUpdate: true,
  autoMixerSoundLevelUpdate: true,
  mixerRelayCDNStateUpdate: true,
  publisherStateUpdate: true,
  playerStateUpdate: true,
  publishQualityUpdate: true,
  playQualityUpdate: true,
  remoteCameraStatusUpdate: true,
  remoteMicStatusUpdate: true,
  playerRecvSEI: true,
  publisherVideoEncoderChanged: true,
  beautyEffectError: true,
  backgroundEffectError: true,
  playerVideoTrackUpdate: true,
  playerAudioTrackUpdate: true,
  soundLevelUpdate: true,
  capturedSoundLevelUpdate: true,
  screenSharingEnded: true,
  videoDeviceStateChanged: true,
  audioDeviceStateChanged: true,
  deviceError: true,
};

/** The events of this engine; `on` answers false for any other. */
export const eventNames = Object.keys(names) as (keyof ZegoEvent)[];

/** The older three-state view of a room's reasons. LOGOUT_FAILED changes nothing. */
const oldStates: { [R in RoomReason]?: 'DISCONNECTED' | 'CONNECTING' | 'CONNECTED' } = {
  LOGINING: 'CONNECTING',
  LOGINED: 'CONNECTED',
  LOGIN_FAILED: 'DISCONNECTED',
  RECONNECTING: 'CONNECTING',
  RECONNECTED: 'CONNECTED',
  RECONNECT_FAILED: 'DISCONNECTED',
  KICKOUT: 'DISCONNECTED',
  LOGOUT: 'DISCONNECTED',
};

/** Core facts → public events: what the engine tells, in the words of the Web API. */
export function forwardFacts(facts: Facts<EngineFacts>, events: Listeners<ZegoEvent>): void {
  facts.on('roomStateChanged', (roomID, reason, failure, detail) => {
    events.tell('roomStateChanged', roomID, reason, codeOf(failure), detail);
    const state = oldStates[reason];
    if (state) events.tell('roomStateUpdate', roomID, state, codeOf(failure), detail);
  });
  facts.on('usersChanged', (roomID, change, users) => events.tell('roomUserUpdate', roomID, change, users));
  facts.on('userCountChanged', (roomID, count) => events.tell('roomOnlineUserCountUpdate', roomID, count));
  facts.on('streamsChanged', (roomID, change, streams, reasons) => {
    const list = streams.map(({ streamID, user, extraInfo }) => listed({ streamID, user, extraInfo }));
    events.tell('roomStreamUpdate', roomID, change, list, deleteReasons(change, reasons));
  });
  facts.on('publishedCodecChanged', (streamID, from, to) =>
    events.tell('publisherVideoEncoderChanged', codecID(from), codecID(to), streamID),
  );
  facts.on('streamExtraInfoChanged', (roomID, streamID, user, extraInfo) =>
    events.tell('streamExtraInfoUpdate', roomID, [{ streamID, user, extraInfo }]),
  );
  facts.on('publisherStateChanged', (streamID, state, failure, detail) =>
    events.tell('publisherStateUpdate', { streamID, state, errorCode: codeOf(failure), extendedData: detail }),
  );
  facts.on('playerStateChanged', (streamID, state, failure, detail) =>
    events.tell('playerStateUpdate', { streamID, state, errorCode: codeOf(failure), extendedData: detail }),
  );
  facts.on('remoteTrackChanged', (streamID, kind, muted) =>
    events.tell(kind === 'video' ? 'remoteCameraStatusUpdate' : 'remoteMicStatusUpdate', streamID, muted ? 'MUTE' : 'OPEN'),
  );
  facts.on('playedTrackReplaced', (streamID, track) =>
    events.tell(track.kind === 'video' ? 'playerVideoTrackUpdate' : 'playerAudioTrackUpdate', streamID, track),
  );
  facts.on('publishQualitySampled', (streamID, quality) => events.tell('publishQualityUpdate', streamID, publishStats(quality)));
  facts.on('playQualitySampled', (streamID, quality) => events.tell('playQualityUpdate', streamID, playStats(quality)));
  facts.on('broadcastMessagesReceived', (roomID, messages) => events.tell('IMRecvBroadcastMessage', roomID, messages));
  facts.on('barrageMessagesReceived', (roomID, messages) => events.tell('IMRecvBarrageMessage', roomID, messages));
  facts.on('customCommandReceived', (roomID, fromUser, command) => events.tell('IMRecvCustomCommand', roomID, fromUser, command));
  facts.on('roomExtraInfoChanged', (roomID, entries) => events.tell('roomExtraInfoUpdate', roomID, entries));
  facts.on('transparentMessageReceived', (roomID, sendUser, content) =>
    events.tell('recvRoomTransparentMessage', roomID, { sendUser, content }),
  );
  facts.on('networkQualityChanged', (userID, up, down) => events.tell('networkQuality', userID, up, down));
  facts.on('tokenWillExpire', (roomID) => events.tell('tokenWillExpire', roomID));
}

/** A stream as the public list has it; this cloud does not relay to a CDN unless asked, so the URLs are empty. */
function listed(stream: Pick<ZegoStreamList, 'streamID' | 'user' | 'extraInfo'>): ZegoStreamList {
  return { ...stream, urlsFLV: '', urlsRTMP: '', urlsHLS: '', urlsHttpsFLV: '', urlsHttpsHLS: '' };
}
