import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { documents, faultOfScript, GUIDES, guides, headingsOf, linksOf, partOf, ROOT, scriptsOf, withCode } from './code.ts';

const TOPICS = [
  'room',
  'publish',
  'play',
  'devices',
  'messages',
  'quality',
  'screen-sharing',
  'big-rooms',
  'reconnection',
  'multi-room',
];

test('[GUIDE-1] every topic has a guide in both languages with the same headings, and a sample on the home page', () => {
  const home = readFileSync(join(ROOT, 'apps/pages/home/index.html'), 'utf8');
  for (const topic of TOPICS) {
    const [english, chinese] = [`${topic}.md`, `${topic}.zh-CN.md`].map((name) => readFileSync(join(GUIDES, name), 'utf8'));
    expect(headingsOf(chinese ?? ''), topic).toEqual(headingsOf(english ?? ''));
    expect(linksOf(english ?? ''), topic).toContain(`../../apps/samples/topics/${topic}`);
    expect(home).toContain(`"/samples/topics/${topic}/"`);
  }
});

test('[GUIDE-1] every folder of a topic is a page', () => {
  const folder = join(ROOT, 'apps/samples/topics');
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) expect(existsSync(join(folder, entry.name, 'index.html')), entry.name).toBe(true);
  }
});

test('[GUIDE-2] the code of a guide is the code of its sample: node tools/guides/guides.ts brings it up to date', () => {
  for (const guide of guides()) expect(guide.text, guide.name).toBe(withCode(guide));
  for (const topic of TOPICS) {
    const marks = (name: string) =>
      guides()
        .find((guide) => guide.name === name)
        ?.text.match(/<!-- code: .* -->/g);
    expect(marks(`${topic}.md`)?.length, topic).toBeGreaterThan(0);
    expect(marks(`${topic}.zh-CN.md`), topic).toEqual(marks(`${topic}.md`));
  }
});

test('[GUIDE-2] a part is taken from its place, and one that is missing is noticed', () => {
  const source = 'a\n  // #region b\n  c {\n\n    d\n  }\n  // #endregion\ne';
  expect(partOf(source, 'b')).toBe('c {\n\n  d\n}');
  expect(partOf(source, 'x')).toBeUndefined();
});

test('[GUIDE-3] what a guide links to is there', () => {
  for (const { name, file, text } of documents()) {
    for (const link of linksOf(text)) {
      if (/^(https?:|#)/.test(link)) continue;
      expect(existsSync(resolve(dirname(file), link.replace(/#.*/, ''))), `${name}: ${link}`).toBe(true);
    }
  }
});

test('[GUIDE-4] every script that a document shows can be run as its tag says', () => {
  const faults = documents().flatMap(({ name, text }) =>
    scriptsOf(text).flatMap((script) => {
      const fault = faultOfScript(script);
      return fault ? `${name}: ${fault}: ${script.code.slice(0, 80)}` : [];
    }),
  );
  expect(faults).toEqual([]);
  expect(documents().flatMap(({ text }) => scriptsOf(text)).length).toBeGreaterThan(50);
});

test('[GUIDE-4] waiting in a script that is no module is noticed, and so is what is no JavaScript', () => {
  const [classic, module] = scriptsOf('```html\n<script>await f();</script><script type="module">await f();</script>\n```');
  expect([faultOfScript(classic as never), faultOfScript(module as never)]).toEqual([
    expect.stringContaining('await'),
    undefined,
  ]);
  expect(faultOfScript({ module: true, code: 'const = 1' })).toContain('SyntaxError');
});
