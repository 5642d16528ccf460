import type { VideoConfig } from '../configs.ts';
import type { Machine } from '../Machine.ts';
import type { CaptureWishes } from './captureWishes.ts';
import type { Source } from './Slot.ts';

/** Which camera: without `deviceID` the default one; `front` counts where there are two. */
export type CameraChoice = { deviceID?: string; front: boolean };

/** A camera with the size and rate that hold when it is opened. */
export function cameraSource<View>(machine: Machine<View>, choice: CameraChoice, config: () => VideoConfig): Source {
  return {
    key: `camera ${choice.front} ${choice.deviceID ?? ''}`,
    open: () => {
      const { captureWidth: width, captureHeight: height, fps: frameRate } = config();
      return machine.openCamera({ width, height, frameRate, ...choice });
    },
  };
}

/** The microphone as it is wished for; other processing needs it opened anew. */
export function microphoneSource<View>(machine: Machine<View>, { microphone }: CaptureWishes, stereo: boolean): Source {
  const wish = { ...microphone, stereo: microphone.stereo || stereo };
  return { key: `microphone ${JSON.stringify(wish)}`, open: () => machine.openMicrophone(wish) };
}
