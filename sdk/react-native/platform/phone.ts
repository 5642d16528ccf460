import { AppState, Platform } from 'react-native';
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
  createPlatform: (log) => new PhonePlatform(phone, log),
};
