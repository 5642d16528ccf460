import type { Captured } from '@liuyun/browser/capture/Captured';
import { RtcError } from '@liuyun/protocol/errors';

/** Firefox still has the prefixed name; Safari has none. */
type Capturable = HTMLMediaElement & { captureStream?(): MediaStream; mozCaptureStream?(): MediaStream };

const METADATA_MS = 10_000;

/** The tracks of an app's own MediaStream, or of a media element. Missing kinds are left out. */
export async function captureCustom(source: unknown): Promise<{ video?: Captured; audio?: Captured }> {
  const { stream, owned } = await streamOf(source);
  const [video] = stream.getVideoTracks();
  const [audio] = stream.getAudioTracks();
  return {
    ...(video ? { video: { track: video, origin: 'custom', owned } } : {}),
    ...(audio ? { audio: { track: audio, origin: 'custom', owned } } : {}),
  };
}

async function streamOf(source: unknown): Promise<{ stream: MediaStream; owned: boolean }> {
  if (source instanceof MediaStream) return { stream: source, owned: false };
  if (typeof HTMLMediaElement === 'undefined' || !(source instanceof HTMLMediaElement)) {
    throw new RtcError('INPUT_PARAM', 'custom.source must be a MediaStream or a media element');
  }
  if (source.srcObject instanceof MediaStream) return { stream: source.srcObject, owned: false };
  const element: Capturable = source;
  if (element.readyState < HTMLMediaElement.HAVE_METADATA) await metadataOf(element);
  const stream = element.captureStream?.() ?? element.mozCaptureStream?.();
  if (!stream) throw new RtcError('BROWSER_NOT_SUPPORTED', 'this browser cannot capture a media element');
  return { stream, owned: true };
}

/** A media element has no tracks before it knows what it plays. */
function metadataOf(element: HTMLMediaElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (how: () => void) => {
      clearTimeout(timer);
      element.removeEventListener('loadedmetadata', loaded);
      element.removeEventListener('error', failed);
      how();
    };
    const loaded = () => end(resolve);
    const failed = () => end(() => reject(new RtcError('GET_USER_MEDIA_FAILED', 'the media element has nothing to play')));
    const timer = setTimeout(failed, METADATA_MS);
    element.addEventListener('loadedmetadata', loaded);
    element.addEventListener('error', failed);
  });
}
