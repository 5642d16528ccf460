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
<body style="font-family: system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1rem">
<h1>Nothing is here</h1>
<p><code>${escaped(path.slice(0, 200))}</code>${hint ? `: ${escaped(hint)}` : ''}</p>
<ul>${links}</ul>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
