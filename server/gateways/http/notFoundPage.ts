const LINKS = [
  ['/', 'Start'],
  ['/samples/quick-start/', 'Quick start'],
  ['/debug', 'Debugging page'],
  ['/check', 'Browser check'],
] as const;

/** What a person sees who took a wrong turn. */
export function notFoundPage(path: string, hint: string | undefined): string {
  const links = LINKS.map(([href, text]) => `<li><a href="${href}">${text}</a></li>`).join('');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Not found – Liuyun</title>
<link rel="icon" href="/samples/shared/logo.svg">
<link rel="stylesheet" href="/samples/shared/style.css">
<main class="stack">
<h1>Nothing is here</h1>
<p><code>${escaped(path.slice(0, 200))}</code>${hint ? `: ${escaped(hint)}` : ''}</p>
<ul>${links}</ul>
</main>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
