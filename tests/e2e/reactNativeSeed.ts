import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env.LIUYUN_SEEDS ?? join(import.meta.dirname, '../../../shared/seeds');

/** The steps of the React Native quick start that was given to us, in its order; its reader presses buttons between them. */
export type ReactNativeSeed = { [S in Step]: string };

type Step =
  | 'create'
  | 'cameraOff'
  | 'login'
  | 'roomEvents'
  | 'publish'
  | 'publishEvents'
  | 'play'
  | 'playEvents'
  | 'stopPublishing'
  | 'stopPlaying'
  | 'logout'
  | 'destroy';

/** How each step begins and ends in the text. What stands between, comments and all, is the code as it is. */
const steps: { [S in Step]: readonly [from: string, to: string] } = {
  create: ['import ZegoExpressEngine from', 'ZegoExpressEngine.createEngineWithProfile(profile)'],
  cameraOff: ['ZegoExpressEngine.instance().enableCamera(false);', '关闭摄像头'],
  login: [
    'let roomConfig = {};',
    "ZegoExpressEngine.instance().loginRoom('room1', {'userID': 'id1', 'userName': 'user1'}, roomConfig);",
  ],
  roomEvents: [
    "ZegoExpressEngine.instance().on('roomStateUpdate'",
    '流状态更新,登录房间后,当房间内有用户新推送或删除音视频流时,SDK会通过该回调通知\n});',
  ],
  publish: ['/** 开始推流 */', 'ZegoExpressEngine.instance().startPublishingStream("streamID");'],
  publishEvents: ['ZegoExpressEngine.instance().on("PublisherStateUpdate"', '});'],
  play: ['// 开始拉流', 'ZegoExpressEngine.instance().startPlayingStream("streamID");'],
  playEvents: ['ZegoExpressEngine.instance().on("PlayerStateUpdate"', '});'],
  stopPublishing: ['/** 停止推流 */', 'ZegoExpressEngine.instance().stopPublishingStream();'],
  stopPlaying: ['// 停止拉流', 'ZegoExpressEngine.instance().stopPlayingStream("streamID");'],
  logout: ['// 退出房间', "ZegoExpressEngine.instance().logoutRoom('room1');"],
  destroy: ['ZegoExpressEngine.destroyEngine();', 'ZegoExpressEngine.destroyEngine();'],
};

/** The quick start as it stands; undefined where its folder is absent. A step that is not there fails the test. */
export function reactNativeSeed(): ReactNativeSeed | undefined {
  const file = existsSync(FOLDER) ? readdirSync(FOLDER).find((name) => name.startsWith('001_')) : undefined;
  if (!file) return undefined;
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const found = Object.entries(steps).map(([step, [from, to]]) => {
    const start = text.indexOf(from);
    const end = text.indexOf(to, start);
    if (start < 0 || end < 0) throw new Error(`the seed has no step ${step}`);
    return [step, text.slice(start, end + to.length)];
  });
  return Object.fromEntries(found) as ReactNativeSeed;
}

export type FillIn = { appID: number; appSign: string; userID: string; streamID: string; plays: string };

/**
 * Fills in what the seed tells its reader to fill in: AppID and AppSign, who one is, what one's stream is called and whose is
 * played. The one thing put right is the comma that is missing after the AppSign, without which no JavaScript engine reads it.
 */
export function fillInSeed(seed: ReactNativeSeed, { appID, appSign, userID, streamID, plays }: FillIn): ReactNativeSeed {
  const replace = (code: string, pairs: [from: string | RegExp, to: string][]) =>
    pairs.reduce((text, [from, to]) => {
      const next = text.replace(from, to);
      if (next === text && !text.includes(to)) throw new Error(`the seed holds no ${String(from)}`);
      return next;
    }, code);
  return {
    ...seed,
    create: replace(seed.create, [
      ['appID : xxx', `appID : ${appID}`],
      [/appSign: '[0-9a-fx]+'\n/, `appSign: '${appSign}',\n`],
    ]),
    login: replace(seed.login, [
      ["'userID': 'id1'", `'userID': '${userID}'`],
      ["'userName': 'user1'", `'userName': '${userID}'`],
    ]),
    publish: replace(seed.publish, [['"streamID"', JSON.stringify(streamID)]]),
    play: replace(seed.play, [['"streamID"', JSON.stringify(plays)]]),
    stopPlaying: replace(seed.stopPlaying, [['"streamID"', JSON.stringify(plays)]]),
  };
}
