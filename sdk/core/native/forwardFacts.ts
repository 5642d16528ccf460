import type { Facts } from '@liuyun/kit';
import type { EngineFacts } from '../EngineFacts.ts';
import { deleteReasons } from '../room/deleteReasons.ts';
import { nativeCode } from './failures.ts';
import type { Tell } from './NativeEvents.ts';
import { level, publisherState, remoteDevice, roomReason, roomState, updateType } from './numbers.ts';
import { playQuality, publishQuality } from './quality.ts';

/** The server says so this long before a token runs out. */
const TOKEN_WARNING_S = 30;

/** Core facts → native events: the same news, in numbers. Of players `PlayedStreams` tells, since it waits for streams. */
export function forwardFacts(facts: Facts<EngineFacts>, tell: Tell): void {
  facts.on('roomStateChanged', (roomID, reason, failure, extendedData) => {
    const errorCode = nativeCode(failure, 'room');
    tell('roomStateChanged', { roomID, reason: roomReason[reason], errorCode, extendedData });
    const state = roomState[reason];
    if (state !== undefined) tell('roomStateUpdate', { roomID, state, errorCode, extendedData });
  });
  facts.on('usersChanged', (roomID, change, userList) =>
    tell('roomUserUpdate', { roomID, updateType: updateType[change], userList }),
  );
  facts.on('userCountChanged', (roomID, count) => tell('roomOnlineUserCountUpdate', { roomID, count }));
  facts.on('streamsChanged', (roomID, change, streams, reasons) =>
    tell('roomStreamUpdate', {
      roomID,
      updateType: updateType[change],
      streamList: streams.map(({ user, streamID, extraInfo }) => ({ user, streamID, extraInfo })),
      extendedData: deleteReasons(change, reasons),
    }),
  );
  facts.on('streamExtraInfoChanged', (roomID, streamID, user, extraInfo) =>
    tell('roomStreamExtraInfoUpdate', { roomID, streamList: [{ user, streamID, extraInfo }] }),
  );
  facts.on('tokenWillExpire', (roomID) => tell('roomTokenWillExpire', { roomID, remainTimeInSecond: TOKEN_WARNING_S }));
  facts.on('roomExtraInfoChanged', (roomID, roomExtraInfoList) => tell('roomExtraInfoUpdate', { roomID, roomExtraInfoList }));
  facts.on('broadcastMessagesReceived', (roomID, messageList) => tell('IMRecvBroadcastMessage', { roomID, messageList }));
  facts.on('barrageMessagesReceived', (roomID, messageList) => tell('IMRecvBarrageMessage', { roomID, messageList }));
  facts.on('customCommandReceived', (roomID, fromUser, command) => tell('IMRecvCustomCommand', { roomID, fromUser, command }));
  facts.on('publisherStateChanged', (streamID, state, failure, extendedData) =>
    tell('publisherStateUpdate', {
      streamID,
      state: publisherState[state],
      errorCode: nativeCode(failure, 'publish'),
      extendedData,
    }),
  );
  facts.on('remoteTrackChanged', (streamID, kind, muted) =>
    tell(kind === 'video' ? 'remoteCameraStateUpdate' : 'remoteMicStateUpdate', {
      streamID,
      state: muted ? remoteDevice.mute : remoteDevice.open,
    }),
  );
  facts.on('publishQualitySampled', (streamID, quality) =>
    tell('publisherQualityUpdate', { streamID, quality: publishQuality(quality) }),
  );
  facts.on('playQualitySampled', (streamID, quality) => tell('playerQualityUpdate', { streamID, quality: playQuality(quality) }));
  facts.on('networkQualityChanged', (userID, up, down) =>
    tell('networkQuality', { userID, upstreamQuality: level(up), downstreamQuality: level(down) }),
  );
}
