import { useSyncExternalStore } from 'react';
import { Icon, type IconName } from '../kit/Icon.tsx';
import { useLanguage } from '../language/Language.tsx';
import type { Pair } from '../language/Pair.ts';
import { frame as w } from '../language/words/frame.ts';
import { onTheme, setTheme, type Theme, theme } from '../look/theme.ts';

export function LanguageSwitch() {
  const { language, setLanguage, say } = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="button quiet small"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={say(w.switchLanguage)}
      onClick={() => setLanguage(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  );
}

const THEMES: readonly (readonly [Theme, IconName, Pair])[] = [
  ['system', 'system', w.themeSystem],
  ['light', 'sun', w.themeLight],
  ['dark', 'moon', w.themeDark],
];

export function ThemeSwitch() {
  const { say } = useLanguage();
  const chosen = useSyncExternalStore(onTheme, theme);
  return (
    <fieldset className="themes">
      <legend className="visually-hidden">{say(w.theme)}</legend>
      {THEMES.map(([value, icon, text]) => (
        <label key={value} title={say(text)}>
          <input type="radio" name="theme" value={value} checked={chosen === value} onChange={() => setTheme(value)} />
          <Icon name={icon} size={16} />
          <span className="visually-hidden">{say(text)}</span>
        </label>
      ))}
    </fieldset>
  );
}
