import type { Kind, Opaque, ReceivedTrack } from '@liuyun/protocol';
import fc from 'fast-check';
import { RemoteSdp } from 'mediasoup-client/handlers/sdp/RemoteSdp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MediaRoom, MediaTransport } from '../../server/media/MediaEngine.ts';
import { openTestEngine } from '../../server/media/mediasoup/openTestEngine.ts';
import { track } from '../protocol/rtp.ts';

/** What would begin a line, or a field, of its own in the session description of somebody who plays. */
const INJECTED = [
  '\r\na=candidate:1 1 udp 9 203.0.113.9 9 typ host',
  '\na=fingerprint:sha-256 00:11',
  '\rm=video 9 RTP/AVP 0',
  ';stereo=1',
  '=1;stereo',
  ' cname:other',
  '\u2028a=inactive',
  '\u0000',
];
const harmless = fc.constantFrom('x', 'profile-level-id', '{3f1c}', 'a/b+c', '42e01f');
const text = fc.oneof(
  { weight: 12, arbitrary: harmless },
  fc.constantFrom('', ...INJECTED, ...INJECTED.map((one) => `x${one}`)),
  fc.string({ maxLength: 20, unit: 'binary' }),
);
const KNOWN = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const uri = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('', KNOWN) }, text);
const written = fc.record({ cname: text, msid: text, name: text, value: fc.oneof(text, fc.integer()), mid: text, uri });

let room: MediaRoom;
let receive: MediaTransport;
let close: () => Promise<void>;

beforeAll(async () => {
  const { engine } = await openTestEngine({ workers: 1 });
  close = () => engine.close();
  room = await engine.openRoom();
  receive = await room.openTransport({ direction: 'receive', tcpOnly: false });
});
afterAll(() => close());

/** What the browser of somebody who plays is handed, built by the code that builds it there. */
function descriptionOf(tracks: readonly ReceivedTrack[]): string {
  const remote = new RemoteSdp(receive.parameters as never);
  for (const [index, { kind, consumerID, rtpParameters }] of tracks.entries()) {
    const { msid, rtcp } = rtpParameters as { msid?: string; rtcp?: { cname?: string } };
    const streamId = msid?.trim().split(/\s+/)[0] || rtcp?.cname || '-';
    remote.receive({ mid: String(index), kind, offerRtpParameters: rtpParameters as never, streamId, trackId: consumerID });
  }
  return remote.getSdp();
}

/** Its lines by their kind, whatever they say. What a codec is told (`fmtp`) comes and goes with what there is to tell. */
function shapeOf(description: string): string[] {
  const lines = description.split(/[\r\n\u0085\u2028\u2029]+/).filter((line) => line !== '');
  return lines.map((line) => /^[a-z]=[a-z-]*/.exec(line)?.[0] ?? line).filter((kind) => kind !== 'a=fmtp');
}

/** Publishes a track with this in it, plays it, and gives the description that came of it; undefined when it was refused. */
async function played(kind: Kind, { cname, msid, name, value, mid, uri }: { [field: string]: string | number }) {
  // A name of its own for each: the worker keeps the first one of a transport.
  const send = await room.openTransport({ direction: 'send', tcpOnly: false });
  const one = track(kind);
  const [codec] = one.rtpParameters.codecs as { parameters: object }[];
  const codecs = [{ ...codec, parameters: { ...codec?.parameters, [String(name)]: value } }];
  const headerExtensions = uri === '' ? [] : [{ uri, id: 9, encrypt: false, parameters: {} }];
  const rtpParameters: Opaque = { ...one.rtpParameters, codecs, headerExtensions, rtcp: { cname }, msid, mid };
  try {
    const publication = await send.publish([{ ...one, rtpParameters }]);
    const playback = await receive.play(publication, { capabilities: room.capabilities, audio: true, video: true });
    return descriptionOf(playback.tracks);
  } catch {
    return undefined;
  } finally {
    send.close();
  }
}

it.each(['audio', 'video'] as const)(
  '[SEC-75] what a publisher of %s writes adds no line and no field to what the browsers of players are handed',
  async (kind) => {
    const usual = await played(kind, { cname: 'usual', msid: '- t', name: 'x', value: 1, mid: '0', uri: '' });
    const shape = shapeOf(usual ?? '');
    expect(shape).toContain('a=fingerprint');
    const tally = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(written, async (what) => {
        const got = await played(kind, what);
        tally[got ? 'taken' : 'refused'] += 1;
        if (!got) return;
        expect(shapeOf(got)).toEqual(shape);
        for (const [, fields = ''] of got.matchAll(/^a=fmtp:\d+ (.*)$/gm)) {
          for (const field of fields.split(';')) expect(field.split('=')[0]).not.toBe('stereo');
        }
      }),
      { numRuns: 400 },
    );
    // That both happen: what browsers write is taken, what they do not is not.
    expect(tally.taken).toBeGreaterThan(20);
    expect(tally.refused).toBeGreaterThan(100);
  },
  60_000,
);
