import type { z } from 'zod';
import type { RoomID, StreamID, UserID } from './ids.ts';
import { catchUp } from './requests/catchUp.ts';
import { changePublishing } from './requests/changePublishing.ts';
import { connectTransport } from './requests/connectTransport.ts';
import { heartbeat } from './requests/heartbeat.ts';
import { loginRoom } from './requests/loginRoom.ts';
import { logoutRoom } from './requests/logoutRoom.ts';
import { muteTrack } from './requests/muteTrack.ts';
import { openTransport } from './requests/openTransport.ts';
import { pausePlaying } from './requests/pausePlaying.ts';
import { rehearse } from './requests/rehearse.ts';
import { renewPicture } from './requests/renewPicture.ts';
import { renewToken } from './requests/renewToken.ts';
import { reportNetwork } from './requests/reportNetwork.ts';
import { reportQuality } from './requests/reportQuality.ts';
import { restartIce } from './requests/restartIce.ts';
import { resumePlaying } from './requests/resumePlaying.ts';
import { resumeRoom } from './requests/resumeRoom.ts';
import { sendBarrageMessage } from './requests/sendBarrageMessage.ts';
import { sendBroadcastMessage } from './requests/sendBroadcastMessage.ts';
import { sendCustomCommand } from './requests/sendCustomCommand.ts';
import { sendTransparentMessage } from './requests/sendTransparentMessage.ts';
import { setPlayingLayer } from './requests/setPlayingLayer.ts';
import { setRoomExtraInfo } from './requests/setRoomExtraInfo.ts';
import { setStreamExtraInfo } from './requests/setStreamExtraInfo.ts';
import { startBroadcastingData } from './requests/startBroadcastingData.ts';
import { startPlaying } from './requests/startPlaying.ts';
import { startPublishing } from './requests/startPublishing.ts';
import { startSubscribingData } from './requests/startSubscribingData.ts';
import { stopBroadcastingData } from './requests/stopBroadcastingData.ts';
import { stopPlaying } from './requests/stopPlaying.ts';
import { stopPublishing } from './requests/stopPublishing.ts';
import { stopSubscribingData } from './requests/stopSubscribingData.ts';
import { uploadLog } from './requests/uploadLog.ts';

/** All that a client can ask. The gateway's table does not compile before every one has an answer. */
export const requests = {
  catchUp,
  changePublishing,
  connectTransport,
  heartbeat,
  loginRoom,
  logoutRoom,
  muteTrack,
  openTransport,
  pausePlaying,
  rehearse,
  renewPicture,
  renewToken,
  reportNetwork,
  reportQuality,
  restartIce,
  resumePlaying,
  resumeRoom,
  sendBarrageMessage,
  sendBroadcastMessage,
  sendCustomCommand,
  sendTransparentMessage,
  setPlayingLayer,
  setRoomExtraInfo,
  setStreamExtraInfo,
  startBroadcastingData,
  startPlaying,
  startPublishing,
  startSubscribingData,
  stopBroadcastingData,
  stopPlaying,
  stopPublishing,
  stopSubscribingData,
  uploadLog,
};

export type RequestName = keyof typeof requests;
export type Params<N extends RequestName> = z.output<(typeof requests)[N]['params']>;
export type Result<N extends RequestName> = z.output<(typeof requests)[N]['result']>;
/** What a caller may write: plain strings instead of branded IDs. */
export type Sent<N extends RequestName> = Unbranded<Params<N>>;

type Unbranded<T> = T extends RoomID | UserID | StreamID
  ? string
  : T extends (infer Item)[]
    ? Unbranded<Item>[]
    : T extends object
      ? { [K in keyof T]: Unbranded<T[K]> }
      : T;
