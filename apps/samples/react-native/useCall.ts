import ZegoExpressEngine, {
  type ZegoEventListener,
  ZegoRemoteDeviceState,
  ZegoRoomStateChangedReason,
  ZegoScenario,
  type ZegoStream,
  ZegoUpdateType,
} from '@liuyun/react-native';
import { useEffect, useState } from 'react';
import type { Entry } from './Entrance';

/** Somebody else in the room who sends something. */
export type Other = { streamID: string; name: string; camera: boolean; microphone: boolean };

export type CallState = {
  /** undefined while the room is being entered. */
  problem: string | undefined;
  status: string;
  others: Other[];
  /** How loud each stream is, 0–100; the own one under ''. */
  levels: { [streamID: string]: number };
  /** The engine that the views are shown by, when it is in the room. */
  ready: boolean;
};

const statuses: { [reason: number]: string } = {
  [ZegoRoomStateChangedReason.Logining]: 'Entering …',
  [ZegoRoomStateChangedReason.Logined]: 'Connected',
  [ZegoRoomStateChangedReason.Reconnecting]: 'Reconnecting …',
  [ZegoRoomStateChangedReason.Reconnected]: 'Connected',
  [ZegoRoomStateChangedReason.ReconnectFailed]: 'Connection lost',
  [ZegoRoomStateChangedReason.KickOut]: 'You were put out of the room',
};

/** One call from entering to leaving: everything that the screen needs to know of the SDK. */
export function useCall({ server, appID, appSign, roomID, userID, kind }: Entry): CallState {
  const [problem, setProblem] = useState<string>();
  const [status, setStatus] = useState('Entering …');
  const [others, setOthers] = useState<Other[]>([]);
  const [levels, setLevels] = useState<CallState['levels']>({});
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let left = false;

    const change = (streamID: string, what: Partial<Other>) =>
      setOthers((before) => before.map((other) => (other.streamID === streamID ? { ...other, ...what } : other)));

    const listeners: Partial<ZegoEventListener> = {
      roomStateChanged: (_roomID, reason) => setStatus((before) => statuses[reason] ?? before),
      roomStreamUpdate: (_roomID, updateType, streams) => {
        const gone = new Set(streams.map(({ streamID }) => streamID));
        setOthers((before) => [
          ...before.filter(({ streamID }) => !gone.has(streamID)),
          ...(updateType === ZegoUpdateType.Add ? streams.map(otherOf) : []),
        ]);
      },
      remoteCameraStateUpdate: (streamID, state) => change(streamID, { camera: state === ZegoRemoteDeviceState.Open }),
      remoteMicStateUpdate: (streamID, state) => change(streamID, { microphone: state === ZegoRemoteDeviceState.Open }),
      capturedSoundLevelUpdate: (level) => setLevels((before) => ({ ...before, '': level })),
      remoteSoundLevelUpdate: (remote) => setLevels((before) => ({ '': before[''] ?? 0, ...remote })),
    };

    const enter = async () => {
      const scenario = kind === 'video' ? ZegoScenario.StandardVideoCall : ZegoScenario.StandardChatroom;
      await ZegoExpressEngine.createEngineWithProfile({ appID: Number(appID), appSign, scenario, server });
      const engine = ZegoExpressEngine.instance();
      for (const [event, listener] of Object.entries(listeners)) engine.on(event as keyof ZegoEventListener, listener as never);
      // Off before anything is captured: the camera is never opened, and nobody is asked for it.
      if (kind === 'voice') await engine.enableCamera(false);
      const { errorCode } = await engine.loginRoom(roomID, { userID, userName: userID }, { isUserStatusNotify: true });
      if (left) return;
      if (errorCode !== 0) return setProblem(`The room could not be entered (${errorCode}).`);
      await engine.startSoundLevelMonitor({ millisecond: 200 });
      await engine.startPublishingStream(`${roomID}-${userID}`);
      setReady(true);
    };
    enter().catch((error: { errorCode?: number }) => setProblem(`The engine could not be made (${error.errorCode ?? error}).`));

    return () => {
      left = true;
      void ZegoExpressEngine.destroyEngine();
    };
  }, [server, appID, appSign, roomID, userID, kind]);

  return { problem, status, others, levels, ready };
}

const otherOf = ({ streamID, user }: ZegoStream): Other => ({
  streamID,
  name: user.userName || user.userID,
  camera: true,
  microphone: true,
});
