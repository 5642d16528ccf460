import type { Params, RequestName, Result } from '@liuyun/protocol';
import type { Caller } from '../../operations/Caller.ts';
import { catchUp } from '../../operations/catchUp.ts';
import { changePublishing } from '../../operations/changePublishing.ts';
import { connectTransport } from '../../operations/connectTransport.ts';
import { heartbeat } from '../../operations/heartbeat.ts';
import { loginRoom } from '../../operations/loginRoom.ts';
import { logoutRoom } from '../../operations/logoutRoom.ts';
import { muteTrack } from '../../operations/muteTrack.ts';
import { openTransport } from '../../operations/openTransport.ts';
import { pausePlaying } from '../../operations/pausePlaying.ts';
import { rehearse } from '../../operations/rehearse.ts';
import { renewPicture } from '../../operations/renewPicture.ts';
import { renewToken } from '../../operations/renewToken.ts';
import { reportNetwork } from '../../operations/reportNetwork.ts';
import { reportQuality } from '../../operations/reportQuality.ts';
import { restartIce } from '../../operations/restartIce.ts';
import { resumePlaying } from '../../operations/resumePlaying.ts';
import { resumeRoom } from '../../operations/resumeRoom.ts';
import { sendBarrageMessage } from '../../operations/sendBarrageMessage.ts';
import { sendBroadcastMessage } from '../../operations/sendBroadcastMessage.ts';
import { sendCustomCommand } from '../../operations/sendCustomCommand.ts';
import { sendTransparentMessage } from '../../operations/sendTransparentMessage.ts';
import { setPlayingLayer } from '../../operations/setPlayingLayer.ts';
import { setRoomExtraInfo } from '../../operations/setRoomExtraInfo.ts';
import { setStreamExtraInfo } from '../../operations/setStreamExtraInfo.ts';
import { startBroadcastingData } from '../../operations/startBroadcastingData.ts';
import { startPlaying } from '../../operations/startPlaying.ts';
import { startPublishing } from '../../operations/startPublishing.ts';
import { startSubscribingData } from '../../operations/startSubscribingData.ts';
import { stopBroadcastingData } from '../../operations/stopBroadcastingData.ts';
import { stopPlaying } from '../../operations/stopPlaying.ts';
import { stopPublishing } from '../../operations/stopPublishing.ts';
import { stopSubscribingData } from '../../operations/stopSubscribingData.ts';
import { uploadLog } from '../../operations/uploadLog.ts';
import { readParams } from './readParams.ts';

/** Which operation answers which request. A request without one does not compile. */
export const answers: { [N in RequestName]: (caller: Caller, params: Params<N>) => Promise<Result<N>> } = {
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

/** What somebody may ask who is nobody yet. */
export const openToAll: ReadonlySet<RequestName> = new Set(['heartbeat', 'loginRoom', 'resumeRoom']);

export async function answer<N extends RequestName>(caller: Caller, name: N, raw: unknown): Promise<Result<N>> {
  return answers[name](caller, readParams(name, raw));
}
