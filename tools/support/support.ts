import { writeSupportGuides } from './table.ts';

/** Writes docs/guides/<sdk>-sdk.md of every SDK, and their Chinese twins. */
writeSupportGuides();
