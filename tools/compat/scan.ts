import type { Support, SupportTable } from '../support/table.ts';

/** A member of the public Web API that a file uses, where it stands, and what this SDK makes of it. */
export type Use = { file: string; line: number; member: string; support: Support };
/** An address of another cloud that is written into a file. */
export type Address = { file: string; line: number; url: string };
export type Found = { uses: Use[]; addresses: Address[]; imports: number };

/** Objects whose members are looked for; those of others come only with a call that makes one, which is looked for. */
const OBJECTS = ['engine', 'localStream', 'streamView'];
/** What every second library calls a member of its own, and what has to stand before it here. */
const COMMON: { readonly [member: string]: string } = { use: 'ZegoExpressEngine' };
/** Shorter and commoner names say nothing about whose they are. */
const LEAST_LETTERS = 6;

const MEMBER = /(\w+)?\s*[?!]?\s*\.\s*([A-Za-z]\w+)\s*(?:\?\.)?\s*\(/g;
const EVENT = /\.\s*on\s*(?:\?\.)?\(\s*(['"`])(\w+)\1/g;
const ADDRESS = /\bwss?:\/\/(?:webliveroom|[\w.${}-]*(?:zego|coolzcloud))[^\s'"`),]*/gi;
const IMPORT = /zego-express-engine-webrt[cm]|ZegoExpressWebRTC/;

/** What a text uses of the API, line by line. Comments of whole lines are passed over; what is computed is not seen. */
export function scan(file: string, text: string, table: SupportTable): Found {
  const members = membersOf(table);
  const events = table.events ?? {};
  const found: Found = { uses: [], addresses: [], imports: IMPORT.test(text) ? 1 : 0 };
  for (const [index, source] of text.split('\n').entries()) {
    if (/^\s*(\/\/|\*|\/\*|<!--)/.test(source)) continue;
    const line = index + 1;
    for (const [, owner = '', member = ''] of source.matchAll(MEMBER)) {
      const support = members.get(member);
      if (support === undefined || (COMMON[member] !== undefined && COMMON[member] !== owner)) continue;
      found.uses.push({ file, line, member, support });
    }
    for (const [, , event = ''] of source.matchAll(EVENT)) {
      const support = Object.hasOwn(events, event) ? events[event] : undefined;
      if (support !== undefined) found.uses.push({ file, line, member: event, support });
    }
    for (const [url] of source.matchAll(ADDRESS)) found.addresses.push({ file, line, url });
  }
  return found;
}

function membersOf(table: SupportTable): Map<string, Support> {
  const members = OBJECTS.flatMap((object) => Object.entries(table[object] ?? {}));
  return new Map(members.filter(([member]) => member.length >= LEAST_LETTERS || COMMON[member] !== undefined));
}

/** What a person is told: what needs a look first, each with its places, then how much was found. */
export function report({ uses, addresses, imports }: Found): string {
  const lines: string[] = [];
  if (imports === 0) lines.push('Nothing here imports zego-express-engine-webrtc or loads ZegoExpressWebRTC.js.');
  const missing = uses.filter(({ support }) => typeof support === 'number');
  const partly = uses.filter(({ support }) => typeof support === 'string');
  lines.push(...section('Not provided', missing), ...section('Provided in part', partly));
  if (addresses.length > 0) {
    lines.push('Addresses to change, or to override with ?server= on the script', '');
    lines.push(...addresses.map(({ file, line, url }) => `  ${file}:${line}  ${url}`), '');
  }
  const count = (list: readonly Use[]) => new Set(list.map(({ member }) => member)).size;
  const all = count(uses);
  lines.push(
    `${all} members and events found: ${all - count(missing) - count(partly)} provided, ${count(partly)} in part, ${count(missing)} not.`,
  );
  return lines.join('\n');
}

function section(title: string, uses: readonly Use[]): string[] {
  if (uses.length === 0) return [];
  const members = [...new Set(uses.map(({ member }) => member))].sort();
  const lines = members.flatMap((name) => {
    const places = uses.filter(({ member }) => member === name);
    return [`  ${name}: ${remarkOf(places[0]?.support)}`, ...places.map(({ file, line }) => `    ${file}:${line}`)];
  });
  return [title, '', ...lines, ''];
}

function remarkOf(support: Support | undefined): string {
  if (typeof support === 'number') return support === 0 ? 'never told' : `answers ${support}`;
  return typeof support === 'string' ? support : '';
}
