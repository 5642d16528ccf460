import type { AnnouncedAddress } from './config/announcedAddress.ts';
import type { AppRecord } from './stores/AppStore.ts';

export type StartFacts = {
  /** Where a person on this machine opens the pages. */
  url: string;
  /** While it has no administrator, with the key that makes the first one. */
  consoleLink: string;
  signallingUrl: string;
  /** What the web server listens on. */
  web: { host: string; port: number; secure: boolean };
  media: { host: string; port: number; beside?: string }[];
  announced: AnnouncedAddress;
  selfSigned: boolean;
  /** Only in `--dev`. */
  app: Pick<AppRecord, 'appID' | 'appSign' | 'serverSecret'> | undefined;
  startLink: string | undefined;
};

/** What a person wants to know when the cloud has started: what it listens on, who can reach it, and how to begin. */
export function startReport(facts: StartFacts): string {
  const { app, media, web } = facts;
  const rows: [string, string][] = [
    ['Pages', facts.url],
    ['Console', facts.consoleLink],
    ['Server URL', facts.signallingUrl],
    ['Web', `${at(web.host, web.port)} (TCP)`],
    ['Media', `${media.map(({ host, port }) => at(host, port)).join(', ') || 'none'} (UDP and TCP)`],
    ['Announced', `${facts.announced.address} (${howOf[facts.announced.how]})`],
  ];
  const beside = media.find((one) => one.beside !== undefined)?.beside;
  if (beside !== undefined) rows.push(['', `${beside} (UDP only; this machine’s own, as Firefox refuses loopback)`]);
  if (app) rows.push(['AppID', String(app.appID)], ['AppSign', app.appSign], ['ServerSecret', app.serverSecret]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = ['', 'Liuyun is running.', '', ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`), ''];
  lines.push(...reachOf(facts).map((line) => `  ${line}`), '');
  if (facts.startLink) lines.push('  Open this link in two tabs for a first call:', '', `    ${facts.startLink}`, '');
  else lines.push('  "liuyun app create" makes an app, "liuyun token" a token for one of its users.', '');
  return lines.join('\n');
}

const howOf: Record<AnnouncedAddress['how'], string> = {
  asked: 'as configured',
  listening: 'the address listened on',
  detected: 'found on this machine',
  'nothing found': 'no other address was found',
};

/** Who can call whom, and what to change. */
function reachOf({ announced, media, selfSigned, web }: StartFacts): string[] {
  const webStaysHere = staysHere(web.host);
  if (webStaysHere) {
    const firefox = announced.reach === 'this machine' && !media.some(({ beside }) => beside !== undefined);
    return [
      ...(firefox
        ? ['Media is announced on loopback only: Firefox connects there only if it is told to, other browsers do.']
        : []),
      'Only browsers on this machine can open it. For other machines:',
      '  --host 0.0.0.0 --announced-address <address of this machine> --tls self-signed',
      '(cameras and microphones work on other machines only over https)',
    ];
  }
  const lines: string[] = [];
  if (announced.reach === 'this machine') {
    lines.push(
      'Other machines can open the pages, but media is announced to them under an address that only this machine has:',
      '  calls will not connect. Add --announced-address <address of this machine>',
    );
  } else if (announced.reach === 'this network') {
    lines.push(
      `Machines in the same network can call each other through ${announced.address}.`,
      'For callers from the Internet: --announced-address <public address>, and let the ports above through.',
    );
  } else {
    lines.push(`Media is announced as ${announced.address}: the ports above must be open towards the Internet.`);
  }
  if (!web.secure)
    lines.push('Cameras and microphones work on other machines only over https: add --tls self-signed, or --tls CERT,KEY');
  if (selfSigned) lines.push('Browsers will warn of the self-signed certificate once; open the pages and accept it.');
  return lines;
}

/** Whether an address listened on can be reached from this machine only. */
export function staysHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

export function at(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
