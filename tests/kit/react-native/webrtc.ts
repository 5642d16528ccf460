import { createElement, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { StyleSheet, View } from 'react-native-web';

/**
 * The interface of `react-native-webrtc` on a browser's own WebRTC, so that an app written for React Native runs in Chromium
 * with real media. What a phone does by itself (playing the sound of others) is done here as well.
 */

/** Streams by what `toURL` says of them, which is all that an RTCView is given. */
const byURL = new Map<string, WebMediaStream>();

class WebMediaStream extends window.MediaStream {
  toURL(): string {
    byURL.set(this.id, this);
    return this.id;
  }

  release(releaseTracks = true): void {
    byURL.delete(this.id);
    if (releaseTracks) for (const track of this.getTracks()) track.stop();
  }
}

type Volumed = MediaStreamTrack & { _setVolume?: (volume: number) => void; release?: () => void };

/** A phone plays what comes in; a browser wants an element for it. */
function playAlone(track: Volumed): void {
  if (track.kind !== 'audio') return;
  const element = new Audio();
  element.srcObject = new window.MediaStream([track]);
  element.play().catch(() => {});
  track._setVolume = (volume) => {
    element.volume = Math.min(1, Math.max(0, volume));
  };
  track.addEventListener('ended', () => {
    element.srcObject = null;
  });
}

const NativePeerConnection = window.RTCPeerConnection;

class WebPeerConnection extends NativePeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    this.addEventListener('track', ({ track }) => playAlone(track));
  }
}

export const mediaDevices = {
  async getUserMedia(constraints: MediaStreamConstraints): Promise<WebMediaStream> {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    return new WebMediaStream(stream.getTracks());
  },
  async getDisplayMedia(constraints?: DisplayMediaStreamOptions): Promise<WebMediaStream> {
    const stream = await navigator.mediaDevices.getDisplayMedia(constraints);
    return new WebMediaStream(stream.getTracks());
  },
  enumerateDevices: () => navigator.mediaDevices.enumerateDevices(),
};

export type RTCViewProps = {
  ref?: Ref<HTMLElement>;
  streamURL?: string;
  objectFit?: 'contain' | 'cover';
  mirror?: boolean;
  zOrder?: number;
  style?: object;
  onDimensionsChange?: (event: { nativeEvent: { width: number; height: number } }) => void;
};

/** Shows the picture of a stream. Its sound is played whether it is shown or not. */
export function RTCView({ ref, streamURL, objectFit = 'cover', mirror, zOrder, style, onDimensionsChange }: RTCViewProps) {
  const place = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => place.current as HTMLElement, []);
  const told = useRef(onDimensionsChange);
  told.current = onDimensionsChange;
  useEffect(() => {
    const video = document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    video.playsInline = true;
    video.style.cssText = `width:100%;height:100%;object-fit:${objectFit};transform:${mirror ? 'scaleX(-1)' : 'none'}`;
    video.onresize = () => told.current?.({ nativeEvent: { width: video.videoWidth, height: video.videoHeight } });
    video.srcObject = (streamURL && byURL.get(streamURL)) || null;
    place.current?.append(video);
    return () => {
      video.srcObject = null;
      video.remove();
    };
  }, [streamURL, objectFit, mirror]);
  return createElement(View, {
    ref: place as never,
    style: [styles.place, style, zOrder === undefined ? null : { zIndex: zOrder }],
  });
}

const styles = StyleSheet.create({ place: { overflow: 'hidden' } });

/** As the original: what libraries look for on the global object. So mediasoup-client's handler for phones runs in a browser. */
export function registerGlobals(): void {
  Object.assign(globalThis, { RTCPeerConnection: WebPeerConnection, MediaStream: WebMediaStream });
}

export { WebMediaStream as MediaStream, WebPeerConnection as RTCPeerConnection };
export const RTCRtpSender = window.RTCRtpSender;
export const RTCRtpReceiver = window.RTCRtpReceiver;
export const MediaStreamTrack = window.MediaStreamTrack;
