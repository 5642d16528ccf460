import type { ActionShape } from '@liuyun/protocol/rest/action';
import { type ActionName, actions, notProvided } from '@liuyun/protocol/rest/actions';
import { returnCodes } from '@liuyun/protocol/rest/returnCodes';
import { z } from 'zod';
import { type ChosenRates, rateInWords } from './rates.ts';

type Field = {
  type?: string;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  items?: Field & { properties?: { [name: string]: Field } };
  anyOf?: { const?: unknown }[];
};

const GROUPS: { [G in ActionShape['group']]: string } = {
  users: 'Users',
  messages: 'Messages',
  streams: 'Streams',
  rules: 'Rules',
};

/** The documentation that a person reads at /api/docs: plain HTML, made of the same schemas; it needs no script. */
export function docsPage(rates: ChosenRates): string {
  const names = Object.keys(actions) as ActionName[];
  const groups = Object.entries(GROUPS).map(([group, title]) => ({
    title,
    names: names.filter((name) => actions[name].group === group),
  }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Server API – Liuyun</title>
<link rel="icon" href="/samples/shared/logo.svg">
<link rel="stylesheet" href="/samples/shared/style.css">
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header class="top"><a class="brand" href="/"><img src="/samples/shared/logo.svg" alt="">Liuyun</a>
<div class="rest"><a class="button quiet small" href="/api/openapi.json">OpenAPI 3.1</a></div></header>
<main class="api">
<nav aria-label="Actions">${groups
    .map(
      ({ title, names: its }) =>
        `<h2>${title}</h2><ul>${its.map((name) => `<li><a href="#${name}">${name}</a></li>`).join('')}</ul>`,
    )
    .join('')}<h2>More</h2><ul><li><a href="#codes">Codes</a></li><li><a href="#not-provided">Not provided</a></li></ul></nav>
<div class="stack">
<div class="hero"><h1>Server API</h1>
<p class="muted">For your own server, never for a page: whoever can sign may do everything. Every answer is HTTP 200 and
<code>{"Code", "Message", "RequestId", "Data"}</code>; Code 0 is success.</p></div>
${calling()}
${groups.map(({ names: its }) => its.map((name) => section(name, rates)).join('\n')).join('\n')}
${codes()}
</div>
</main>
</body>
</html>
`;
}

function calling(): string {
  return `<section class="card stack"><h2>How to call it</h2>
<p><code>GET</code> or <code>POST</code> <code>/api/?Action=…</code> (the root, <code>/?Action=…</code>, does as well). Parameters stand in the query, in a form, or in a body of JSON; lists as <code>UserId[]=a&amp;UserId[]=b</code>.</p>
<table><thead><tr><th>parameter</th><th>meaning</th></tr></thead><tbody>
<tr><td><code>AppId</code></td><td>the app</td></tr>
<tr><td><code>SignatureNonce</code></td><td>random text, new for each request (16 hexadecimal digits are usual)</td></tr>
<tr><td><code>Timestamp</code></td><td>Unix seconds, at most 10 minutes off</td></tr>
<tr><td><code>SignatureVersion</code></td><td><code>3.0</code>, recommended: covers the whole request; <code>2.0</code> is what existing code uses</td></tr>
<tr><td><code>Signature</code></td><td>lower-case hexadecimal. 2.0: MD5 of <code>AppId + SignatureNonce + ServerSecret + Timestamp</code>. 3.0: HMAC-SHA256 with the ServerSecret over seven lines: <code>LIUYUN-HMAC-SHA256</code>, method, path, the sorted and encoded query without Signature, the SHA-256 of the body, Timestamp, SignatureNonce</td></tr>
</tbody></table>
<p>In Node: <code>new ServerApi({ server, appID, serverSecret })</code> of <code>@liuyun/server-assistant</code> does all of this.</p></section>`;
}

function section(name: ActionName, rates: ChosenRates): string {
  const shape: ActionShape = actions[name];
  const { properties = {}, required = [] } = z.toJSONSchema(shape.params, { io: 'input', unrepresentable: 'any' });
  const rows = Object.entries(properties as { [field: string]: Field }).map(
    ([field, its]) =>
      `<tr><td><code>${field}${its.type === 'array' ? '[]' : ''}</code>${required.includes(field) ? '' : ' <span class="muted">optional</span>'}</td><td>${escaped(typeOf(its))}</td><td>${escaped(its.description ?? '')}</td></tr>`,
  );
  return `<section class="card stack" id="${name}"><div><h2>${name}</h2><p>${escaped(shape.summary)}. <span class="muted">${rateInWords(name, rates)}.</span></p></div>
${shape.notes ? `<p>${escaped(shape.notes)}</p>` : ''}
<table><thead><tr><th>parameter</th><th>type</th><th>meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<h3>Data</h3><pre class="code">${escaped(dataOf(shape))}</pre></section>`;
}

function typeOf({ type = '', minimum, maximum, items, anyOf, default: standard }: Field): string {
  if (type === 'array') return `list of ${typeOf(items ?? {})}`;
  const among = anyOf?.flatMap((one) => ('const' in one ? [String(one.const)] : [])) ?? [];
  const range =
    among.length > 0
      ? ` ${among.join(', ')}`
      : minimum !== undefined && (maximum ?? Infinity) < 1e9
        ? ` ${minimum}–${maximum}`
        : '';
  return `${type}${range}${standard === undefined || standard === '' ? '' : `, ${JSON.stringify(standard)} if left out`}`;
}

function dataOf(shape: ActionShape): string {
  const describe = (field: Field & { properties?: { [name: string]: Field } }): unknown => {
    if (field.type === 'array') return [describe(field.items ?? {})];
    if (field.properties) return Object.fromEntries(Object.entries(field.properties).map(([name, its]) => [name, describe(its)]));
    return field.description ? `${field.type}: ${field.description}` : field.type;
  };
  return JSON.stringify(describe(z.toJSONSchema(shape.data, { unrepresentable: 'any' }) as Field), null, 2);
}

function codes(): string {
  const rows = Object.values(returnCodes).map(
    ({ code, text }) => `<tr><td><code>${code}</code></td><td>${escaped(text)}</td></tr>`,
  );
  const missing = [...notProvided].map((name) => `<code>${name}</code>`).join(', ');
  return `<section class="card stack" id="codes"><h2>Codes</h2><table><thead><tr><th>Code</th><th>meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>
<section class="card stack" id="not-provided"><h2>Not provided</h2><p>These documented actions answer with 100000017: ${missing}.</p></section>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Beside the pages’ own style. */
export const docsStyle = `
.api { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2rem; max-width: 76rem; }
.api nav { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; font-size: 0.875rem; }
.api nav h2 { font-size: 0.8125rem; margin: 1rem 0 0.25rem; color: var(--muted, inherit); }
.api nav ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.15rem; }
.api nav a { display: block; padding: 0.2rem 0; text-decoration: none; overflow-wrap: anywhere; }
.api section { scroll-margin-top: 1rem; min-width: 0; }
.api table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
.api th, .api td { text-align: start; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line, #8884); }
.api th { font-weight: 600; font-size: 0.8125rem; }
.api td code { overflow-wrap: anywhere; }
.api td:first-child code { white-space: nowrap; }
.api pre.code { margin: 0; padding: 0.75rem 1rem; overflow-x: auto; border-radius: 10px; background: var(--sunken, #8881); font-size: 0.8125rem; line-height: 1.5; }
.api h3 { font-size: 0.9375rem; }
@media (max-width: 760px) { .api td:first-child code { white-space: normal; } .api { grid-template-columns: minmax(0, 1fr); } .api nav { position: static; max-height: none; } }
`;
