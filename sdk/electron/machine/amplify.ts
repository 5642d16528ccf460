import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import type { Opened } from '@liuyun/core/native/Machine';

/** Volumes glide in this time (s), so that nothing clicks. */
const GLIDE_S = 0.015;

/** Captured sound, louder or softer (0–200). The captured track stays the caller's. */
export function amplify(
  audio: PageAudio,
  track: MediaStreamTrack,
  volume: number,
): (Opened & { setVolume(volume: number): void }) | undefined {
  const { context } = audio;
  const release = audio.lease();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const gain = context.createGain();
  const out = context.createMediaStreamDestination();
  gain.gain.value = volume / 100;
  source.connect(gain);
  gain.connect(out);
  void audio.whenRunning();
  const [louder] = out.stream.getAudioTracks();
  if (!louder) return undefined;
  return {
    track: louder,
    setVolume: (next) => gain.gain.setTargetAtTime(next / 100, context.currentTime, GLIDE_S / 3),
    stop: () => {
      source.disconnect();
      gain.disconnect();
      louder.stop();
      release();
    },
  };
}
