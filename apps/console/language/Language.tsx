import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { recall, remember } from '../look/memory.ts';
import { type Language, type Pair, textOf, type Values } from './Pair.ts';

export type Say = (pair: Pair, values?: Values) => string;

type Spoken = { language: Language; say: Say; setLanguage(language: Language): void };

const KEY = 'liuyun.language';
const Context = createContext<Spoken | undefined>(undefined);

function firstLanguage(): Language {
  const kept = recall(KEY);
  if (kept === 'en' || kept === 'zh') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Gives every part below it the language: what was chosen before, else what the browser asks for. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const choose = useCallback((next: Language) => {
    remember(KEY, next);
    setLanguage(next);
  }, []);
  const spoken = useMemo<Spoken>(
    () => ({ language, setLanguage: choose, say: (pair, values) => textOf(pair, language, values) }),
    [language, choose],
  );
  return <Context value={spoken}>{children}</Context>;
}

export function useLanguage(): Spoken {
  const spoken = useContext(Context);
  if (!spoken) throw new Error('useLanguage outside of LanguageProvider');
  return spoken;
}

/** The function that says a pair in the language of the user. */
export const useSay = (): Say => useLanguage().say;
