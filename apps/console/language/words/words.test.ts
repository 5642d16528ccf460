import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Pair } from '../Pair.ts';

const files = readdirSync(import.meta.dirname).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
/** Names that are the same in both languages. */
const NAMES = /^(AppID|AppSign|ServerSecret|Token|CPU|Node\.js|CSV|JSON|HTTPS|\{part\}.*|\{from\}.*|\{sentence\}.*)$/;

describe('the dictionary', async () => {
  const pairs: [name: string, pair: Pair][] = [];
  for (const file of files) {
    const module: { [name: string]: { [key: string]: Pair } } = await import(`./${file}.ts`);
    for (const [area, words] of Object.entries(module))
      for (const [key, pair] of Object.entries(words)) pairs.push([`${area}.${key}`, pair]);
  }

  it('[CONSOLE-40] says everything in English and in Chinese', () => {
    expect(pairs.length).toBeGreaterThan(300);
    const wrong = pairs.filter(([key, pair]) => {
      const [en, zh] = key === 'frame.switchLanguage' ? [pair[1], pair[0]] : pair;
      if (pair.length !== 2 || en.trim() === '' || zh.trim() === '') return true;
      return /[\u4e00-\u9fff]/.test(en) || (!/[\u4e00-\u9fff]/.test(zh) && !NAMES.test(zh));
    });
    expect(wrong).toEqual([]);
  });

  it('[CONSOLE-40] puts the same values into both languages', () => {
    const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    const forms = pairs.flatMap(([key, [en, zh]]) => en.split('|').map((form) => [key, form, zh] as const));
    const differ = forms.filter(([, en, zh]) => placeholders(en).join() !== placeholders(zh).join());
    expect(differ).toEqual([]);
  });

  it('[CONSOLE-40] has no blanks around its texts', () => {
    expect(pairs.filter(([, [en, zh]]) => en !== en.trim() || zh !== zh.trim())).toEqual([]);
  });
});
