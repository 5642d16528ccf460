const texts = {
  zh: { title: '浏览器阻止了声音的自动播放', button: '点击播放' },
  en: { title: 'The browser has blocked automatic playback of sound', button: 'Click to play' },
} as const;

const waiting = new Set<() => void>();
let dialog: HTMLElement | undefined;

/**
 * Asks the user for the click that the browser wants before it plays sound. One small dialog for all views of the page;
 * any click or key resumes them too. The returned function withdraws the wish.
 */
export function askToResume(resume: () => void): () => void {
  waiting.add(resume);
  if (!dialog) open();
  return () => {
    waiting.delete(resume);
    if (waiting.size === 0) close();
  };
}

function resumeAll(): void {
  const all = [...waiting];
  waiting.clear();
  close();
  for (const resume of all) resume();
}

function open(): void {
  const text = /^zh\b/i.test(navigator.language) ? texts.zh : texts.en;
  const title = document.createElement('div');
  title.textContent = text.title;
  title.id = 'liuyun-autoplay-title';
  Object.assign(title.style, { marginBottom: '12px' });

  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text.button;
  Object.assign(button.style, {
    font: 'inherit',
    padding: '8px 20px',
    border: '0',
    borderRadius: '6px',
    background: '#0b5fff',
    color: '#fff',
    cursor: 'pointer',
  });

  dialog = document.createElement('div');
  dialog.className = 'liuyun-autoplay';
  dialog.setAttribute('role', 'alertdialog');
  dialog.setAttribute('aria-labelledby', title.id);
  Object.assign(dialog.style, {
    position: 'fixed',
    left: '50%',
    bottom: '32px',
    transform: 'translateX(-50%)',
    zIndex: '2147483647',
    maxWidth: 'calc(100vw - 64px)',
    padding: '16px 24px',
    borderRadius: '10px',
    background: '#fff',
    color: '#1a1a1a',
    boxShadow: '0 6px 30px rgba(0, 0, 0, 0.3)',
    font: '15px/1.4 system-ui, sans-serif',
    textAlign: 'center',
  });
  dialog.append(title, button);
  document.body.appendChild(dialog);
  button.focus({ preventScroll: true });
  // Capture phase: also clicks that the page keeps to itself are user gestures. `click` and `keydown` both count as one.
  document.addEventListener('click', resumeAll, true);
  document.addEventListener('keydown', onKey, true);
}

/** Escape is no user activation for the browser (HTML standard), so it cannot start sound. */
function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape') resumeAll();
}

function close(): void {
  dialog?.remove();
  dialog = undefined;
  document.removeEventListener('click', resumeAll, true);
  document.removeEventListener('keydown', onKey, true);
}
