export * from './Clock.ts';
export * from './Facts.ts';
export * from './FakeClock.ts';
export * from './RandomSource.ts';
export * from './Scope.ts';
export * from './TokenBucket.ts';
