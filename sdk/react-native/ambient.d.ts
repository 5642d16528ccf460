/**
 * What this package and its sample use of `react-native` and its modules, which an app brings and this repository does not
 * install (`node tools/metro/metro.ts` compares with the real ones). Not shipped: an app's compiler sees the real declarations.
 */
declare module 'react-native' {
  import type { ComponentType, ReactNode, Ref } from 'react';

  export type StyleProp = object | number | false | null | undefined | readonly StyleProp[];
  export type ViewProps = {
    style?: StyleProp;
    children?: ReactNode;
    testID?: string;
    collapsable?: boolean;
    pointerEvents?: 'auto' | 'none' | 'box-none' | 'box-only';
    onLayout?: (event: LayoutChangeEvent) => void;
  };
  export type LayoutChangeEvent = { nativeEvent: { layout: { x: number; y: number; width: number; height: number } } };
  /** What a ref to a host component holds. */
  export type HostInstance = { measure(callback: (...figures: number[]) => void): void };
  export type ViewInstance = HostInstance;
  export function View(props: ViewProps & { ref?: Ref<HostInstance> }): ReactNode;
  export const Text: ComponentType<ViewProps & { numberOfLines?: number }>;
  export const ScrollView: ComponentType<ViewProps & { contentContainerStyle?: StyleProp }>;
  export const StatusBar: ComponentType<{ barStyle?: 'light-content' | 'dark-content' }>;
  export const TextInput: ComponentType<
    ViewProps & {
      value?: string;
      placeholder?: string;
      placeholderTextColor?: string;
      autoCapitalize?: 'none' | 'sentences';
      autoCorrect?: boolean;
      secureTextEntry?: boolean;
      accessibilityLabel?: string;
      onChangeText?: (text: string) => void;
    }
  >;
  export const Pressable: ComponentType<
    ViewProps & { onPress?: () => void; disabled?: boolean; accessibilityRole?: 'button'; accessibilityLabel?: string }
  >;

  export const StyleSheet: { create<S extends { [name: string]: object }>(styles: S): S; absoluteFill: object };
  export const AppRegistry: { registerComponent(name: string, component: () => ComponentType): void };
  export const AppState: {
    currentState: string;
    addEventListener(event: 'change', listener: (state: string) => void): { remove(): void };
  };
  type Emitter = { addListener(event: string, listener: (data: never) => void): { remove(): void } };
  export const DeviceEventEmitter: Emitter;
  export const NativeEventEmitter: new (module: object) => Emitter;
  export const NativeModules: { [module: string]: object | undefined };
  export const Platform: { OS: string; Version: string | number };
  export const PermissionsAndroid: {
    PERMISSIONS: { CAMERA: string; RECORD_AUDIO: string };
    RESULTS: { GRANTED: string };
    check(permission: string): Promise<boolean>;
    requestMultiple(permissions: string[]): Promise<{ [permission: string]: string }>;
  };
  export function findNodeHandle(view: object | null | undefined): number | null | undefined;
}

declare module 'react-native-webrtc' {
  import type { ComponentType, Ref } from 'react';
  import type { StyleProp } from 'react-native';

  export const RTCView: ComponentType<{
    ref?: Ref<never>;
    streamURL?: string;
    objectFit?: 'contain' | 'cover';
    mirror?: boolean;
    zOrder?: number;
    style?: StyleProp;
    onDimensionsChange?: (event: { nativeEvent: { width: number; height: number } }) => void;
  }>;
  export function registerGlobals(): void;
  export const mediaDevices: {
    getUserMedia(constraints: object): Promise<unknown>;
    getDisplayMedia(constraints?: object): Promise<unknown>;
    enumerateDevices(): Promise<unknown>;
  };
  export const RTCPeerConnection: new (configuration?: object) => unknown;
  export const MediaStream: new (tracks?: never) => unknown;
}

declare module 'react-native-safe-area-context' {
  import type { ComponentType } from 'react';
  import type { ViewProps } from 'react-native';

  export const SafeAreaProvider: ComponentType<ViewProps>;
  export const SafeAreaView: ComponentType<ViewProps>;
}

declare module 'react-native-web' {
  export * from 'react-native';
}
