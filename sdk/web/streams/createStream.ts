import { captureDevices } from '@liuyun/browser/capture/captureDevices';
import { hintContent } from '@liuyun/browser/capture/hintContent';
import { RtcError } from '@liuyun/protocol/errors';
import { captureCustom } from '../capture/captureCustom.ts';
import { captureScreen } from '../capture/captureScreen.ts';
import { cameraConstraints, cameraOf, microphoneConstraints, microphoneOf, screenConstraints } from '../capture/constraints.ts';
import { kbps } from '../capture/kbps.ts';
import { keyFrameInterval } from '../capture/keyFrameInterval.ts';
import { CUSTOM_BITRATE, CUSTOM_MOST, type ScenarioPreset } from '../capture/presets.ts';
import type { ZegoCamera, ZegoCustom, ZegoLocalStreamConfig, ZegoScreen } from '../types/capture.ts';
import { composedBitrate } from '../video/composedBitrate.ts';
import { LocalSource } from './LocalSource.ts';
import { oneSource } from './oneSource.ts';

/** The 2.x way: captures camera and microphone, a screen, or something of the app's own, into one MediaStream. */
export async function createStream(config: ZegoLocalStreamConfig, scenario: ScenarioPreset): Promise<LocalSource> {
  oneSource(config);
  const source = new LocalSource();
  source.audioBitrate = scenario.audioBitrate;
  if (config.custom) await fromCustom(source, config.custom);
  else if (config.screen) await fromScreen(source, config.screen === true ? {} : config.screen);
  else await fromCamera(source, config.camera ?? {}, scenario);
  source.takeOver('video');
  source.takeOver('audio');
  return source;
}

async function fromCamera(source: LocalSource, camera: ZegoCamera, scenario: ScenarioPreset): Promise<void> {
  const video = camera.video ?? scenario.camera;
  const audio = camera.audio ?? true;
  if (!video && !audio) throw new RtcError('INPUT_PARAM', 'camera: both video and audio are off');
  const { videoQuality, width, height, frameRate } = camera;
  if (video && videoQuality === 4 && [width, height, frameRate, camera.bitrate].includes(undefined)) {
    throw new RtcError('INPUT_PARAM', 'camera: videoQuality 4 needs width, height, frameRate and bitrate');
  }
  const { constraints, bitrate } = cameraConstraints(cameraOf(camera), scenario.picture);
  source.sending = {
    bitrate: kbps(camera.bitrate, 'bitrate') ?? bitrate,
    start: camera.startBitrate ?? 'default',
    minBitrate: kbps(camera.minBitrate, 'minBitrate'),
    optimization: camera.videoOptimizationMode ?? 'default',
    keyFrameInterval: keyFrameInterval(camera),
  };
  source.audioBitrate = kbps(camera.audioBitrate, 'audioBitrate') ?? source.audioBitrate;
  source.stereo = camera.channelCount === 2;
  const captured = await captureDevices({
    ...(video ? { video: constraints } : {}),
    ...(audio ? { audio: microphoneConstraints(microphoneOf(camera)) } : {}),
  });
  hintContent(captured.video?.track, source.sending.optimization);
  if (captured.video) source.setCaptured('video', captured.video);
  if (captured.audio) source.setCaptured('audio', captured.audio);
}

async function fromScreen(source: LocalSource, screen: ZegoScreen): Promise<void> {
  const { width, height, frameRate, sourceID } = screen;
  const options = { quality: screen.videoQuality, width, height, frameRate, sourceID };
  source.sending = {
    bitrate: kbps(screen.bitrate ?? screen.bitRate, 'bitrate') ?? screenConstraints(options).bitrate,
    start: screen.startBitrate ?? 'default',
    minBitrate: kbps(screen.minBitrate, 'minBitrate'),
    optimization: screen.videoOptimizationMode ?? 'default',
    keyFrameInterval: keyFrameInterval(screen),
  };
  const captured = await captureScreen(options, screen.audio ? screen : undefined);
  hintContent(captured.video.track, source.sending.optimization);
  source.setCaptured('video', captured.video);
  if (captured.audio) source.setCaptured('audio', captured.audio);
}

async function fromCustom(source: LocalSource, custom: ZegoCustom): Promise<void> {
  source.sending = {
    bitrate: kbps(custom.bitrate, 'bitrate', CUSTOM_MOST) ?? composedBitrate(custom.source) ?? CUSTOM_BITRATE,
    start: custom.startBitrate ?? 'default',
    minBitrate: kbps(custom.minBitrate, 'minBitrate'),
    optimization: custom.videoOptimizationMode ?? 'default',
    keyFrameInterval: keyFrameInterval(custom),
  };
  source.audioBitrate = kbps(custom.audioBitrate, 'audioBitrate') ?? source.audioBitrate;
  source.stereo = custom.channelCount === 2;
  const captured = await captureCustom(custom.source);
  if (!captured.video && !captured.audio) throw new RtcError('NO_CAPTURE', 'custom.source has no tracks');
  hintContent(captured.video?.track, source.sending.optimization);
  if (captured.video) source.setCaptured('video', captured.video);
  if (captured.audio) source.setCaptured('audio', captured.audio);
}
