import * as enumerations from './enums/index.ts';

// As an `enum` of TypeScript is in JavaScript: `ZegoRoomState[2]` is 'Connected'. The packed declarations say `enum` too.
for (const values of Object.values(enumerations)) {
  for (const [name, number] of Object.entries(values)) Object.assign(values, { [number]: name });
}

export * from './enums/index.ts';
