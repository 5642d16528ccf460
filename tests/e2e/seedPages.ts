import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env.LIUYUN_SEEDS ?? join(import.meta.dirname, '../../../shared/seeds');

export type SeedPage = { name: string; html: string };

/** The quick starts that were given to us, as they stand; undefined where their folder is absent. */
export function seedPages(): { v3: SeedPage; v2: SeedPage } | undefined {
  const read = (start: string) => {
    const file = existsSync(FOLDER) ? readdirSync(FOLDER).find((name) => name.startsWith(start)) : undefined;
    return file && readFileSync(join(FOLDER, file), 'utf8');
  };
  const [v3, v2] = [read('000_'), read('002_')];
  if (!v3 || !v2) return undefined;
  return {
    v3: { name: 'seed 3.x', html: firstPage(v3) },
    // This one is a blog post: the example stands in it as highlighted, escaped HTML.
    v2: { name: 'seed 2.x', html: firstPage(decodeEntities(v2.replace(/<[^>]*>/g, ''))) },
  };
}

/** The complete example: the first whole HTML page of the text. */
function firstPage(text: string): string {
  const page = /<!DOCTYPE html>[\s\S]*?<\/html>/.exec(text)?.[0];
  if (!page) throw new Error('the seed holds no HTML page');
  return page;
}

function decodeEntities(text: string): string {
  const entities: { [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code, name) =>
    code ? String.fromCodePoint(Number(code)) : (entities[name] ?? whole),
  );
}

/** Fills in what the seed tells its reader to fill in, and nothing else. A place that is not there fails the test. */
export function fillIn(
  { html }: SeedPage,
  { script, appID, server, userID, token }: { script: string; appID: number; server: string; userID: string; token: string },
): string {
  const replacements: [string, string][] = [
    ['ZegoExpressWebRTC-x.x.x.js', script],
    ['let appID = 0', `let appID = ${appID}`],
    ['let server = ""', `let server = "${server}"`],
    ['let userID = "user1"', `let userID = "${userID}"`],
    ['let token = ``', `let token = \`${token}\``],
  ];
  return replacements.reduce((page, [from, to]) => {
    if (page.split(from).length !== 2) throw new Error(`the seed holds ${JSON.stringify(from)} not exactly once`);
    return page.replace(from, to);
  }, html);
}
