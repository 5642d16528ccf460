import { RtcError } from '@liuyun/protocol/errors';
import type { Pump } from './Pump.ts';

/** Where a video element does not tell of its frames it is looked at so often. */
const LOOK_MS = 1000 / 30;

/** By way of a video element that is not on the page, and a canvas: every browser can, but a hidden page draws about once a second. */
export function videoReader(): Pump {
  const canvas = document.createElement('canvas');
  if (typeof canvas.captureStream !== 'function') throw new RtcError('VIDEO_EFFECT_NOT_SUPPORT', 'no captureStream');
  // Firefox captures nothing of a canvas without a context; the filter makes the same one.
  if (!canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false })) {
    throw new RtcError('VIDEO_EFFECT_NOT_SUPPORT', 'no WebGL 2');
  }
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) throw new RtcError('VIDEO_EFFECT_NOT_SUPPORT', 'no captureStream');
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, autoplay: true });
  let turn = 0;

  return {
    canvas,
    track,
    read(from, draw) {
      const mine = ++turn;
      video.srcObject = from ? new MediaStream([from]) : null;
      if (!from) return;
      video.play().catch(() => {});
      const next = () => {
        if (mine !== turn) return;
        let called = false;
        const look = () => {
          if (called || mine !== turn) return;
          called = true;
          clearTimeout(timer);
          draw(video, video.videoWidth, video.videoHeight);
          next();
        };
        const tells = typeof video.requestVideoFrameCallback === 'function';
        if (tells) video.requestVideoFrameCallback(look);
        // Hidden pages are told of no frames, but their timers go on slowly.
        const timer = setTimeout(look, tells ? 1000 : LOOK_MS);
      };
      next();
    },
    stop() {
      turn++;
      video.srcObject = null;
      track.stop();
    },
  };
}
