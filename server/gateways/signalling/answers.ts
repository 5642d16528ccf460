import type { Params, RequestName, Result } from '@liuyun/protocol';
import type { Caller } from '../../operations/Caller.ts';
import { changePublishing } from '../../operations/changePublishing.ts';
import { connectTransport } from '../../operations/connectTransport.ts';
import { heartbeat } from '../../operations/heartbeat.ts';
import { loginRoom } from '../../operations/loginRoom.ts';
import { logoutRoom } from '../../operations/logoutRoom.ts';
import { muteTrack } from '../../operations/muteTrack.ts';
import { openTransport } from '../../operations/openTransport.ts';
import { pausePlaying } from '../../operations/pausePlaying.ts';
import { renewToken } from '../../operations/renewToken.ts';
import { restartIce } from '../../operations/restartIce.ts';
import { resumePlaying } from '../../operations/resumePlaying.ts';
import { resumeRoom } from '../../operations/resumeRoom.ts';
import { sendBarrageMessage } from '../../operations/sendBarrageMessage.ts';
import { sendBroadcastMessage } from '../../operations/sendBroadcastMessage.ts';
import { sendCustomCommand } from '../../operations/sendCustomCommand.ts';
import { setStreamExtraInfo } from '../../operations/setStreamExtraInfo.ts';
import { startPlaying } from '../../operations/startPlaying.ts';
import { startPublishing } from '../../operations/startPublishing.ts';
import { stopPlaying } from '../../operations/stopPlaying.ts';
import { stopPublishing } from '../../operations/stopPublishing.ts';
import { readParams } from './readParams.ts';

/** Which operation answers which request. A request without one does not compile. */
export const answers: { [N in RequestName]: (caller: Caller, params: Params<N>) => Promise<Result<N>> } = {
  changePublishing,
  connectTransport,
  heartbeat,
  loginRoom,
  logoutRoom,
  muteTrack,
  openTransport,
  pausePlaying,
  renewToken,
  restartIce,
  resumePlaying,
  resumeRoom,
  sendBarrageMessage,
  sendBroadcastMessage,
  sendCustomCommand,
  setStreamExtraInfo,
  startPlaying,
  startPublishing,
  stopPlaying,
  stopPublishing,
};

/** What somebody may ask who is nobody yet. */
export const openToAll: ReadonlySet<RequestName> = new Set(['heartbeat', 'loginRoom', 'resumeRoom']);

export async function answer<N extends RequestName>(caller: Caller, name: N, raw: unknown): Promise<Result<N>> {
  return answers[name](caller, readParams(name, raw));
}
