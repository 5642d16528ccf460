/** Where a track comes from. Only microphones are silenced by `muteMicrophone`, only cameras can be switched. */
export type Origin = 'camera' | 'microphone' | 'screen' | 'screenAudio' | 'custom';

/** A captured track and what is needed to let it go, or to capture it again from another device. */
export type Captured = {
  track: MediaStreamTrack;
  origin: Origin;
  /** Whether the SDK opened it. What an app gave us is the app's to stop. */
  owned: boolean;
  constraints?: MediaTrackConstraints;
};

/** Stops the device behind a track, if it was the SDK that opened it. */
export function release(captured: Captured | undefined): void {
  if (captured?.owned) captured.track.stop();
}
