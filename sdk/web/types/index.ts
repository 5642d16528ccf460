export * from './capture.ts';
export * from './enums.ts';
export * from './events.ts';
export * from './localStream.ts';
export * from './requirements.ts';
export * from './room.ts';
export * from './stream.ts';
export * from './views.ts';
