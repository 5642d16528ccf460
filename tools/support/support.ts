import { writeSupportGuides } from './table.ts';

/** Writes docs/guides/web-sdk.md and its Chinese twin. */
writeSupportGuides();
