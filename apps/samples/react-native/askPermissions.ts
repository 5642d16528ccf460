import { PermissionsAndroid, Platform } from 'react-native';

/** Android asks when the app does; iOS asks by itself when a device is opened. A voice room never asks for the camera. */
export async function askPermissions(kind: 'voice' | 'video'): Promise<boolean> {
  if (Platform.OS !== 'android') return true;
  const { CAMERA, RECORD_AUDIO } = PermissionsAndroid.PERMISSIONS;
  const answers = await PermissionsAndroid.requestMultiple(kind === 'video' ? [RECORD_AUDIO, CAMERA] : [RECORD_AUDIO]);
  return answers[RECORD_AUDIO] === PermissionsAndroid.RESULTS.GRANTED;
}
