import { writeFileSync } from 'node:fs';
import { guides, withCode } from './code.ts';

/** Puts the present code of the samples into the guides: `node tools/guides/guides.ts`. */
for (const guide of guides()) writeFileSync(guide.file, withCode(guide));
