import { AppState, DeviceEventEmitter, NativeEventEmitter, NativeModules, Platform } from 'react-native';
import * as webrtc from 'react-native-webrtc';
import { PhonePlatform } from './PhonePlatform.ts';
import type { Surroundings, WebRtcModule } from './Surroundings.ts';

/** The phone that the app runs on. */
export const phone: Surroundings = {
  // Its declarations describe the same things as the browser's, in types of their own.
  webrtc: webrtc as unknown as WebRtcModule,
  system: `${Platform.OS} ${Platform.Version}`,
  onAppState(listener) {
    const subscription = AppState.addEventListener('change', listener);
    return () => subscription.remove();
  },
  onAudioDevice(listener) {
    const native = NativeModules.InCallManager;
    if (!native) return () => {};
    // An emitter of iOS says nothing of events that it does not know, and nothing at all before somebody listens to its module.
    const subscription =
      Platform.OS === 'ios'
        ? new NativeEventEmitter(native).addListener('WiredHeadset', ({ isPlugged }: { isPlugged?: boolean }) =>
            listener(isPlugged ? 'WIRED_HEADSET' : 'NONE'),
          )
        : DeviceEventEmitter.addListener('onAudioDeviceChanged', ({ selectedAudioDevice }: { selectedAudioDevice?: string }) =>
            listener(String(selectedAudioDevice)),
          );
    return () => subscription.remove();
  },
  createPlatform: (log) => new PhonePlatform(phone, log),
};
