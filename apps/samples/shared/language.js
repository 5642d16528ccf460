/**
 * Chinese and English on one page. English stands in the HTML, Chinese beside it in `data-zh`:
 *
 *   <button data-zh="加入">Join</button>
 *   <input placeholder="Room" data-zh-placeholder="房间">
 *
 * Texts that a script writes go through `write`, so that they change too when the reader switches.
 * This is about our pages, not about calls: leave it out when you copy a sample.
 */
const ATTRIBUTES = ['title', 'placeholder', 'aria-label', 'label'];
const KEPT = 'liuyun.language';

let language = localStorage.getItem(KEPT) ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/** The text of the current language, for places that are drawn anew anyway. */
export const say = (en, zh) => (language === 'zh' ? zh : en);

/** Puts a text into an element and keeps both languages with it. Nothing is ever parsed as HTML. */
export function write(element, en, zh = en) {
  element.dataset.en = en;
  element.dataset.zh = zh;
  element.textContent = say(en, zh);
}

/** The same for an attribute: `title`, `placeholder`, `aria-label`. */
export function writeAttribute(element, attribute, en, zh = en) {
  element.setAttribute(`data-en-${attribute}`, en);
  element.setAttribute(`data-zh-${attribute}`, zh);
  element.setAttribute(attribute, say(en, zh));
}

/** Shows a part of the page in the current language. */
export function translate(root = document) {
  for (const element of root.querySelectorAll('[data-zh]')) {
    element.dataset.en ??= element.textContent;
    element.textContent = say(element.dataset.en, element.dataset.zh);
  }
  for (const attribute of ATTRIBUTES) {
    for (const element of root.querySelectorAll(`[data-zh-${attribute}]`)) {
      if (!element.hasAttribute(`data-en-${attribute}`)) {
        element.setAttribute(`data-en-${attribute}`, element.getAttribute(attribute) ?? '');
      }
      element.setAttribute(attribute, element.getAttribute(`data-${language}-${attribute}`) ?? '');
    }
  }
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

for (const button of document.querySelectorAll('[data-switch-language]')) {
  const name = () => {
    button.textContent = say('中文', 'English');
    button.lang = say('zh-CN', 'en');
  };
  button.addEventListener('click', () => {
    language = say('zh', 'en');
    localStorage.setItem(KEPT, language);
    translate();
    name();
    document.dispatchEvent(new Event('languageswitched'));
  });
  name();
}
translate();

import('./same-machine.js');
