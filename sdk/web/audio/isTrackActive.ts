/** A camera that works delivers a picture sooner than this. */
const FRAME_MS = 1500;

/**
 * Whether a track works: it is live, its device delivers (`muted` is the browser's word for one that does not), and a
 * picture really comes. A hidden page decodes none, so there the browser's word must do.
 */
export async function isTrackActive(track: MediaStreamTrack | undefined): Promise<boolean> {
  if (track?.readyState !== 'live' || track.muted) return false;
  return track.kind !== 'video' || document.hidden || (await showsPicture(track));
}

async function showsPicture(track: MediaStreamTrack): Promise<boolean> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  try {
    return await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), FRAME_MS);
      video.addEventListener('loadeddata', () => {
        clearTimeout(timer);
        resolve(true);
      });
      video.srcObject = new MediaStream([track]);
      video.play().catch(() => {});
    });
  } finally {
    video.srcObject = null;
  }
}
