import { createElement, forwardRef, type Ref, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { findNodeHandle, StyleSheet, View, type ViewProps } from 'react-native';
import { RTCView } from 'react-native-webrtc';
import { theSurroundings } from '../platform/Surroundings.ts';
import { type Picture, views } from './ViewRegistry.ts';

/** `zOrder`: which picture lies above another on Android, 0 or 1. */
export type ZegoVideoViewProps = ViewProps & { zOrder?: number };

/** A view component whose `findNodeHandle` is the `reactTag` of a ZegoView. */
function videoView(name: string, defaultOrder: number) {
  const VideoView = (props: ZegoVideoViewProps, given: Ref<View>) => {
    const { zOrder = defaultOrder, style, children, ...others } = props;
    const host = useRef<View>(null);
    const [picture, setPicture] = useState<Picture>();
    useLayoutEffect(() => {
      const tag = findNodeHandle(host.current);
      return tag === null ? undefined : views.mount(tag, setPicture);
    }, []);
    const url = useStreamURL(picture?.track);
    const background = { backgroundColor: colour(picture?.background ?? 0) };
    const shown =
      picture &&
      url &&
      createElement(RTCView, {
        key: url,
        streamURL: url,
        objectFit: picture.fit,
        mirror: picture.mirror,
        zOrder,
        style: StyleSheet.absoluteFill,
        onDimensionsChange: ({ nativeEvent: { width, height } }) => {
          if (width > 0 && height > 0) picture.sized?.(width, height);
        },
      });
    const ref = (view: View | null) => {
      host.current = view;
      if (typeof given === 'function') given(view);
      else if (given) given.current = view;
    };
    return createElement(View, { ...others, collapsable: false, ref, style: [styles.place, background, style] }, shown, children);
  };
  VideoView.displayName = name;
  return forwardRef<View, ZegoVideoViewProps>(VideoView);
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

const colour = (rgb: number) => `#${(rgb & 0xff_ff_ff).toString(16).padStart(6, '0')}`;

const styles = StyleSheet.create({ place: { overflow: 'hidden' } });

/** Shows a picture in a surface of its own, below everything else of the app on Android. */
export const ZegoSurfaceView = videoView('ZegoSurfaceView', 0);
/** What a ref to one holds. */
export type ZegoSurfaceView = View;

/** Shows a picture above those of surface views, as a small own picture over a big one. */
export const ZegoTextureView = videoView('ZegoTextureView', 1);
/** What a ref to one holds. */
export type ZegoTextureView = View;
