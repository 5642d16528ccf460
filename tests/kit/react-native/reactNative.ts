/** `react-native` made of react-native-web, with what that lacks and an app on a phone calls. */
export * from 'react-native-web';

const handles = new WeakMap<object, number>();
let last = 0;

/** A number for a mounted view, always the same: the tag that a native view would have. */
export function findNodeHandle(view: object | null | undefined): number | null {
  if (!view) return null;
  const known = handles.get(view);
  if (known !== undefined) return known;
  handles.set(view, ++last);
  return last;
}

/** A browser asks by itself. */
export const PermissionsAndroid = {
  PERMISSIONS: { CAMERA: 'android.permission.CAMERA', RECORD_AUDIO: 'android.permission.RECORD_AUDIO' },
  RESULTS: { GRANTED: 'granted', DENIED: 'denied', NEVER_ASK_AGAIN: 'never_ask_again' },
  check: async () => true,
  request: async () => 'granted',
  requestMultiple: async (wanted: string[]) => Object.fromEntries(wanted.map((permission) => [permission, 'granted'])),
};
