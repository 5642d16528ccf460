import { Beforehand } from '@liuyun/core/native/Beforehand';

/** What the app sets before there is an engine; it holds for all that are made. */
export const beforehand = new Beforehand();
