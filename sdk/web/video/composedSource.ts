import { CUSTOM_BITRATE } from '../capture/presets.ts';
import { LocalSource } from '../streams/LocalSource.ts';

/** A local stream of what a compositor makes, which goes on to be the compositor's to end. `bitrate` in kbit/s. */
export function composedSource(composed: MediaStream, bitrate = CUSTOM_BITRATE): LocalSource {
  const source = new LocalSource();
  source.sending = { ...source.sending, bitrate };
  for (const track of composed.getTracks()) {
    const kind = track.kind === 'video' ? 'video' : 'audio';
    source.setCaptured(kind, { track, origin: 'custom', owned: false });
    source.takeOver(kind);
  }
  return source;
}
