import { forget, recall, remember } from './memory.ts';

/** How the console looks: as the system does, or as its user chose. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'liuyun.theme';
const listeners = new Set<() => void>();

export function theme(): Theme {
  const kept = recall(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function setTheme(next: Theme): void {
  if (next === 'system') {
    forget(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    remember(KEY, next);
    document.documentElement.dataset.theme = next;
  }
  for (const listener of listeners) listener();
}

/** Calls when the theme changes, by choice or by the system. Returns the way to stop. */
export function onTheme(listener: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}
