import {
  type ComponentRef,
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type Ref,
  type RefAttributes,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { findNodeHandle, type LayoutChangeEvent, StyleSheet, View, type ViewProps } from 'react-native';
import { RTCView } from 'react-native-webrtc';
import { theSurroundings } from '../platform/Surroundings.ts';
import { placement, type Size } from './placement.ts';
import { type Picture, views } from './ViewRegistry.ts';

/**
 * Which picture lies above another on Android: `zOrderOnTop` above everything of the app, `zOrderMediaOverlay` above other
 * pictures; `zOrder` says the same as a number (2, 1, 0).
 */
export type ZegoVideoViewProps = ViewProps & { zOrderMediaOverlay?: boolean; zOrderOnTop?: boolean; zOrder?: number };

/** What a ref to a View of React Native holds: a component of old, a host instance in newer declarations, where `View` is no type. */
interface HostView extends ComponentRef<typeof View> {}

/** A view component whose `findNodeHandle` is the `reactTag` of a ZegoView. */
function videoView(name: string, defaultOrder: number): ForwardRefExoticComponent<ZegoVideoViewProps & RefAttributes<HostView>> {
  const VideoView = (props: ZegoVideoViewProps, forwarded: Ref<HostView>) => {
    const { zOrderOnTop, zOrderMediaOverlay, style, children, onLayout, ...given } = props;
    const { zOrder = zOrderOnTop ? 2 : zOrderMediaOverlay ? 1 : defaultOrder, ...others } = given;
    const host = useRef<HostView>(null);
    const native = useRef<object>(null);
    const [picture, setPicture] = useState<Picture>();
    const [place, setPlace] = useState<Size>();
    const [size, setSize] = useState<Size>();
    useLayoutEffect(() => {
      const tag = findNodeHandle(host.current);
      return typeof tag !== 'number' ? undefined : views.mount(tag, setPicture, () => native.current);
    }, []);
    const url = useStreamURL(picture?.track);
    const background = { backgroundColor: picture?.background ?? '#000000' };
    const shown =
      picture &&
      url &&
      createElement(RTCView, {
        key: url,
        ref: native as never,
        streamURL: url,
        objectFit: picture.fit === 'contain' ? 'contain' : 'cover',
        mirror: picture.mirror,
        zOrder,
        style: (picture.fit === 'fill' && placement(place, size)) || StyleSheet.absoluteFill,
        onDimensionsChange: ({ nativeEvent: { width, height } }) => {
          if (!(width > 0 && height > 0)) return;
          setSize({ width, height });
          picture.sized?.(width, height);
        },
      });
    const laidOut = (event: LayoutChangeEvent) => {
      setPlace(event.nativeEvent.layout);
      onLayout?.(event);
    };
    const ref = (view: HostView | null) => {
      host.current = view;
      if (typeof forwarded === 'function') forwarded(view);
      else if (forwarded) forwarded.current = view;
    };
    const whole = { ...others, collapsable: false, ref, onLayout: laidOut, style: [styles.place, background, style] };
    return createElement(View, whole, shown, children);
  };
  VideoView.displayName = name;
  return forwardRef<HostView, ZegoVideoViewProps>(VideoView);
}

/** A native stream of its own around the track, for as long as it is shown: streams have to be released by hand. */
function useStreamURL(track: MediaStreamTrack | undefined): string | undefined {
  const [url, setURL] = useState<string>();
  useEffect(() => {
    if (!track) return;
    const stream = new (theSurroundings().webrtc.MediaStream)([track]);
    setURL(stream.toURL());
    return () => {
      setURL(undefined);
      stream.release(false);
    };
  }, [track]);
  return track && url;
}

const styles = StyleSheet.create({ place: { overflow: 'hidden' } });

/** Shows a picture in a surface of its own, below everything else of the app on Android. */
export const ZegoSurfaceView = videoView('ZegoSurfaceView', 0);
/** What a ref to one holds. */
export type ZegoSurfaceView = HostView;

/** Shows a picture above those of surface views, as a small own picture over a big one. */
export const ZegoTextureView = videoView('ZegoTextureView', 1);
/** What a ref to one holds. */
export type ZegoTextureView = HostView;
