import type { ErrorName, Opaque } from '@liuyun/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { failureOf } from '../contract/failureOf.ts';
import { dtls, track } from '../contract/tracks.ts';
import type { MediaEngine, MediaRoom, MediaTransport, Publication } from '../MediaEngine.ts';
import { openTestEngine } from './openTestEngine.ts';

const RUNS = 400;

let engine: MediaEngine;
let room: MediaRoom;
let bystander: { publication: Publication; receive: MediaTransport; room: MediaRoom };
let pids: number[];

beforeAll(async () => {
  // One worker, so that what hurts it hurts the bystander.
  ({ engine } = await openTestEngine({ workers: 1 }));
  room = await engine.openRoom();
  const other = await engine.openRoom();
  const send = await other.openTransport({ direction: 'send', tcpOnly: false });
  const receive = await other.openTransport({ direction: 'receive', tcpOnly: false });
  bystander = { publication: await send.publish([track('audio', 'opus'), track('video', 'VP8')]), receive, room: other };
  pids = await running();
});
afterAll(() => engine.close());

const running = async () => (await engine.describe()).workers.map(({ pid }) => pid);

/** The worker is the same process and answers a room that did nothing wrong. */
async function othersAreServed(): Promise<void> {
  const { publication, receive, room: other } = bystander;
  const playback = await receive.play(publication, { capabilities: other.capabilities, audio: true, video: true });
  expect(playback.tracks).toHaveLength(2);
  await playback.resume();
  playback.close();
  expect(await running()).toEqual(pids);
}

/** Values that parsers, serializers and C++ have stumbled over. */
const nasty = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, -0, 127, 128, 255, 256, 65_536, 0xffff_ffff, 0x1_0000_0000, 2 ** 53),
  fc.constantFrom(
    '',
    'x'.repeat(70_000),
    '\u0000',
    '🙂',
    '__proto__',
    'video/VP8',
    'video/rtx',
    'audio/opus',
    'L9T9',
    'NaN',
    '-1',
  ),
  fc.constantFrom<unknown>([], {}, [[]], [null], { ssrc: 1 }, { length: 5 }, Array(300).fill({}), Array(300).fill(1)),
  fc.jsonValue({ maxDepth: 2 }),
);

type Mutation = { path: number[]; change: 'replace' | 'remove' | 'repeat' | 'add'; value: unknown; key: string };
const mutation: fc.Arbitrary<Mutation> = fc.record({
  path: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  change: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'add'),
  value: nasty,
  key: fc.constantFrom(
    'mid',
    'rid',
    'rtx',
    'ssrc',
    'maxBitrate',
    'scalabilityMode',
    'dtx',
    'encrypt',
    'apt',
    'codecPayloadType',
    'cname',
  ),
});

/** Walks down by the numbers of the path and changes what it comes to. */
function mutate(target: unknown, { path, change, value, key }: Mutation): void {
  let node = target as Record<string, unknown>;
  for (const [depth, step] of path.entries()) {
    const keys = Object.keys(node);
    const chosen = keys[step % Math.max(1, keys.length)];
    if (chosen === undefined) return;
    const next = node[chosen];
    if (depth < path.length - 1 && typeof next === 'object' && next !== null) {
      node = next as Record<string, unknown>;
      continue;
    }
    if (change === 'remove') delete node[chosen];
    else if (change === 'add') node[key] = value;
    else if (change === 'repeat' && Array.isArray(node)) node.push(...Array(20).fill(next));
    else node[chosen] = value;
    return;
  }
}

function mutated(valid: Opaque, mutations: Mutation[]): Opaque {
  const copy = structuredClone(valid);
  for (const each of mutations) mutate(copy, each);
  return copy;
}

const few = fc.array(mutation, { minLength: 1, maxLength: 4 });
const allowed: (ErrorName | undefined)[] = [undefined, 'MEDIA_FAILED', 'CODEC_NOT_ENCODABLE', 'CODEC_NOT_DECODABLE'];

it('[MEDIA-31] whatever is published, others are served', { timeout: 120_000 }, async () => {
  const send = await room.openTransport({ direction: 'send', tcpOnly: false });
  await send.connect(dtls);
  const receive = await room.openTransport({ direction: 'receive', tcpOnly: false });
  const valid = [track('video', 'VP8'), track('video', 'H264'), track('audio', 'opus'), simulcast()];
  const property = fc.asyncProperty(fc.constantFrom(...valid), few, async ({ kind, rtpParameters }, mutations) => {
    const parameters = mutated(rtpParameters, mutations);
    const failure = await failureOf(
      send.publish([{ kind, muted: false, rtpParameters: parameters }]).then(async (publication) => {
        for (const player of [receive, bystander.receive]) {
          const wanted = { capabilities: room.capabilities, audio: true, video: true };
          expect(allowed).toContain(await failureOf(player.play(publication, wanted).then((playback) => playback.resume())));
        }
        publication.close();
      }),
    );
    expect(allowed).toContain(failure);
    await othersAreServed();
  });
  await fc.assert(property, { numRuns: RUNS });
});

it('[MEDIA-31] whatever capabilities a player claims, others are served', { timeout: 120_000 }, async () => {
  const receive = await room.openTransport({ direction: 'receive', tcpOnly: false });
  const property = fc.asyncProperty(few, async (mutations) => {
    const capabilities = mutated(room.capabilities, mutations);
    const failure = await failureOf(
      receive.play(bystander.publication, { capabilities, audio: true, video: true }).then((playback) => playback.close()),
    );
    expect(allowed).toContain(failure);
    await othersAreServed();
  });
  await fc.assert(property, { numRuns: RUNS });
});

it('[MEDIA-31] whatever a client connects with, others are served', { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(few, async (mutations) => {
    const transport = await room.openTransport({ direction: 'send', tcpOnly: false });
    expect(allowed).toContain(await failureOf(transport.connect(mutated(dtls, mutations))));
    transport.close();
    await othersAreServed();
  });
  await fc.assert(property, { numRuns: RUNS / 2 });
});

it('[MEDIA-30] a bit rate that breaks a serializer half-way harms nobody', async () => {
  const send = await room.openTransport({ direction: 'send', tcpOnly: false });
  const odd = track('video', 'VP8');
  odd.rtpParameters.encodings = [{ ssrc: 77, maxBitrate: 1.5 }];
  const publication = await send.publish([odd]);
  publication.close();
  odd.rtpParameters.encodings = [{ ssrc: 78, maxBitrate: 'fast' }];
  expect(await failureOf(send.publish([odd]))).toBe('MEDIA_FAILED');
  await othersAreServed();
});

it('[MEDIA-30] the reason does not quote what was sent', async () => {
  const send = await room.openTransport({ direction: 'send', tcpOnly: false });
  const odd = track('video', 'VP8');
  odd.rtpParameters.mid = 'secret\u001b[31m'.repeat(20);
  await expect(send.publish([odd])).rejects.toThrow(expect.objectContaining({ detail: expect.not.stringMatching(/secret/) }));
});

function simulcast() {
  const simulcast = track('video', 'VP8');
  simulcast.rtpParameters.encodings = ['r0', 'r1', 'r2'].map((rid) => ({ rid, scalabilityMode: 'L1T3', maxBitrate: 500_000 }));
  simulcast.rtpParameters.mid = '1';
  simulcast.rtpParameters.headerExtensions = [
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1, encrypt: false, parameters: {} },
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 2, encrypt: false, parameters: {} },
  ];
  return simulcast;
}
