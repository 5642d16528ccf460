/** The numeric enumerations of the public API. Objects and types of one name: JavaScript callers write the numbers. */
export * from './audio.ts';
export * from './devices.ts';
export * from './play.ts';
export * from './players.ts';
export * from './publish.ts';
export * from './room.ts';
export * from './services.ts';
