/** A camera, microphone or speaker. Both texts are empty before the user has given permission. */
export type Device = { deviceName: string; deviceID: string };

/** All of them. */
export type Devices = { microphones: Device[]; speakers: Device[]; cameras: Device[] };
