import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import type { Engine } from '@liuyun/core';
import type { Calls } from '../engine/Calls.ts';
import type { Log } from '../engine/Log.ts';
import type { Plays } from '../play/Plays.ts';
import type { Publications } from '../publish/Publications.ts';
import type { LocalSources } from '../streams/LocalSources.ts';

/** What range audio needs from its engine. */
export type RangeAudioHome = {
  core: Engine;
  calls: Calls;
  log: Log;
  plays: Plays;
  publications: Publications;
  sources: LocalSources;
  pageAudio: PageAudio;
};
