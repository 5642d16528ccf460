import type { RequestName, Sent } from '@liuyun/protocol';

type Given = {
  streamID: string;
  otherStreamID: string;
  userID: string;
  send: string;
  receive: string;
  token: string;
  capabilities: object;
  dtlsParameters: object;
  track: object;
};

/** Every request as a client sends it, so that it can be made wrong in one place: parameters that get past the first check. */
export function wireTemplates(given: Given): { [N in Exclude<RequestName, 'loginRoom' | 'logoutRoom' | 'rehearse'>]: Sent<N> } {
  const { streamID, otherStreamID, userID, send, receive } = given;
  const track = given.track as never;
  return {
    catchUp: { transportID: send },
    changePublishing: { streamID, add: [track], remove: ['video'] },
    connectTransport: { transportID: send, dtlsParameters: given.dtlsParameters as never },
    heartbeat: { heard: 1 },
    muteTrack: { streamID, kind: 'audio', muted: true },
    openTransport: { direction: 'receive', tcpOnly: false },
    pausePlaying: { streamID: otherStreamID, kind: 'audio', paused: true },
    renewPicture: { streamID: otherStreamID },
    renewToken: { token: given.token },
    reportNetwork: { up: 1, down: 1, listen: true, clock: 0 },
    reportQuality: { joinMs: 1, samples: [{ streamID: 's', send: true, age: 0, loss: 0 }] },
    restartIce: { transportID: send },
    resumePlaying: { streamID: otherStreamID },
    resumeRoom: { sessionID: '0'.repeat(32), sessionKey: '0'.repeat(64), heard: 0 },
    sendBarrageMessage: { message: 'hello' },
    sendBroadcastMessage: { message: 'hello' },
    sendCustomCommand: { command: 'hello', toUserIDs: [userID] },
    sendTransparentMessage: { content: 'aGVsbG8=', toUserIDs: [userID] },
    setPlayingLayer: { streamID: otherStreamID, layer: 'low' },
    setRoomExtraInfo: { key: 'k', value: 'v' },
    setStreamExtraInfo: { streamID, extraInfo: 'e' },
    startBroadcastingData: { streamID: `${streamID}-data`, transportID: send, sctp: { streamId: 1, ordered: true } },
    startPlaying: {
      streamID: otherStreamID,
      transportID: receive,
      capabilities: given.capabilities as never,
      audio: true,
      video: true,
    },
    startPublishing: { streamID, transportID: send, tracks: [track], extraInfo: '' },
    startSubscribingData: { streamID: `${otherStreamID}-data`, transportID: receive },
    stopBroadcastingData: { streamID: `${streamID}-data` },
    stopPlaying: { streamID: otherStreamID },
    stopPublishing: { streamID },
    stopSubscribingData: { streamID: `${otherStreamID}-data` },
    uploadLog: { entries: [{ at: 1, what: 'login', detail: 'x' }] },
  };
}
