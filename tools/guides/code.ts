import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

export const ROOT = join(import.meta.dirname, '../..');
export const GUIDES = join(ROOT, 'docs/guides');

/** A page of docs/guides. */
export type Guide = { name: string; file: string; text: string };

export const guides = (): Guide[] =>
  readdirSync(GUIDES)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ name, file: join(GUIDES, name), text: readFileSync(join(GUIDES, name), 'utf8') }));

/** What stands beside the guides and shows code, too. */
const BESIDE = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'apps/samples/README.md',
  'docs/errors.md',
  'docs/security.md',
];

export const documents = (): Guide[] => [
  ...guides(),
  ...BESIDE.map((name) => ({ name, file: join(ROOT, name), text: readFileSync(join(ROOT, name), 'utf8') })),
];

/** The scripts that a document shows, as its reader would run them. */
export function scriptsOf(text: string): { module: boolean; code: string }[] {
  const blocks = [...text.matchAll(/^```(js|html)\n([\s\S]*?)^```/gm)];
  return blocks.flatMap(([, language, block = '']) => {
    if (language === 'js') return [{ module: true, code: block }];
    const scripts = [...block.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
    return scripts.map(([, attributes = '', code = '']) => ({ module: attributes.includes('module'), code }));
  });
}

/** Why a browser would not even begin to run a script; undefined where it would. */
export function faultOfScript({ module, code }: { module: boolean; code: string }): string | undefined {
  // Places that the reader fills in.
  const filled = code.replaceAll(/\/\* [^*]* \*\//g, '0');
  const body = filled.replaceAll(/^import [\s\S]*? from '[^']*';$/gm, '');
  try {
    new Script(module ? `(async () => {\n${body}\n})` : filled);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** `<!-- code: apps/samples/…/x.js#part -->`, and the block below it. */
const MARKED = /<!-- code: (\S+)#(\S+) -->\n```js\n[\s\S]*?```/g;

/** A guide with the code that its samples have now. Throws for a part that is not there. */
export function withCode({ text }: Guide): string {
  return text.replace(MARKED, (_all, path: string, part: string) => {
    const code = partOf(readFileSync(join(ROOT, path), 'utf8'), part);
    if (code === undefined) throw new Error(`${path} has no part ${part}`);
    return `<!-- code: ${path}#${part} -->\n\`\`\`js\n${code}\n\`\`\``;
  });
}

/** The lines between `// #region part` and the next `// #endregion`, moved to the left. */
export function partOf(source: string, part: string): string | undefined {
  const lines = source.split('\n');
  const begin = lines.findIndex((line) => line.trim() === `// #region ${part}`);
  const end = lines.findIndex((line, i) => i > begin && line.trim() === '// #endregion');
  if (begin < 0 || end < 0) return undefined;
  const wanted = lines.slice(begin + 1, end);
  const indent = Math.min(...wanted.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length));
  return wanted.map((line) => line.slice(indent)).join('\n');
}

/** Every link of a page, without what it says. */
export const linksOf = (text: string): string[] =>
  [...text.replace(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);

/** How deep each heading is, in order. */
export const headingsOf = (text: string): number[] =>
  [...text.replace(/```[\s\S]*?```/g, '').matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
