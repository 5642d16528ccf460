import type { Page } from 'playwright-core';

/** A page that does not answer within this has something better to do, or hangs. */
const ANSWERS_MS = 5_000;
const TEXT_LENGTH = 400;
const FAULTS = 10;

/** What a page can tell of itself when a test has failed, in few and long lines: of a summary only the first are kept. */
export async function knownOfPage(page: Page, faults: readonly string[]): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve([`says nothing for ${ANSWERS_MS} ms`]), ANSWERS_MS);
  });
  const asked = page
    .evaluate(readPage, TEXT_LENGTH)
    .catch((error: Error) => [`cannot be asked: ${error.message.split('\n')[0]}`]);
  const lines = await Promise.race([asked, silence]);
  clearTimeout(timer);
  const said = faults.slice(-FAULTS).map((fault) => fault.split('\n').slice(0, 2).join(' ').slice(0, TEXT_LENGTH));
  return [...lines, ...(said.length ? [`errors: ${said.join(' | ')}`] : [])].join('\n  ');
}

/** Runs in the page: it must not use anything from outside itself. */
async function readPage(textLength: number): Promise<string[]> {
  type Entry = { at: number; what: string; detail: string };
  type Asked = { callExperimentalAPI?(call: object | string): Promise<{ entries?: Entry[] } | string> };
  type Heard = { name?: string; event?: string; args?: unknown; result?: unknown };
  const known = window as unknown as {
    engine?: Asked;
    events?: Heard[];
    zgHeard?: Heard[];
    phone?: { ZegoExpressEngine: { instance(): Asked }; events: Heard[] };
  };

  const flows = async (connection: RTCPeerConnection): Promise<string> => {
    const found: string[] = [];
    for (const one of (await connection.getStats()).values()) {
      if (one.type === 'inbound-rtp') found.push(`in ${one.kind} ${one.packetsReceived}p ${one.packetsLost} lost`);
      else if (one.type === 'outbound-rtp') found.push(`out ${one.kind} ${one.packetsSent}p`);
      else continue;
      if (one.kind === 'video')
        found.push(`${one.frameWidth}x${one.frameHeight} ${one.framesPerSecond ?? 0} fps ${one.codecId ? '' : 'no codec'}`);
    }
    return `${connection.connectionState}/${connection.iceConnectionState}/${connection.signalingState} ${found.join(', ')}`;
  };
  const lines = [`${location.pathname} "${document.title}" ${document.visibilityState}, ${Math.round(performance.now())} ms old`];
  for (const connection of window.probe?.connections ?? []) {
    if (connection.connectionState !== 'closed') lines.push(`connection: ${await flows(connection).catch(String)}`);
  }
  const pictures = [...document.querySelectorAll('video')].map(
    (video) =>
      `${video.videoWidth}x${video.videoHeight} ready ${video.readyState}${video.paused ? ' paused' : ''} at ${video.currentTime.toFixed(1)} s`,
  );
  if (pictures.length) lines.push(`pictures: ${pictures.join(', ')}`);

  // A page with an element of that name has it there.
  const told = known.phone?.events ?? known.zgHeard ?? known.events;
  const heard = Array.isArray(told) ? told.slice(-20) : [];
  if (heard.length)
    lines.push(
      `heard: ${heard.map((one) => `${one.name ?? one.event} ${JSON.stringify(one.args ?? one.result)}`.slice(0, 120)).join(' | ')}`,
    );
  const history = known.phone
    ? await known.phone.ZegoExpressEngine.instance().callExperimentalAPI?.('{"method":"history"}')
    : await known.engine?.callExperimentalAPI?.({ method: 'history' });
  const entries = (typeof history === 'string' ? (JSON.parse(history) as { entries?: Entry[] }) : history)?.entries ?? [];
  if (entries.length)
    lines.push(
      `log: ${entries
        .slice(-60)
        .map(({ at, what, detail }) => `${((at - Date.now()) / 1000).toFixed(1)} ${what} ${detail}`.slice(0, 100))
        .join(' | ')}`,
    );
  const text = document.body.innerText.replace(/\s+/g, ' ').slice(0, textLength);
  if (text) lines.push(`shows: ${text}`);
  return lines;
}
