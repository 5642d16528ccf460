import { afterEach, expect, test, vi } from 'vitest';
import { Generations, youngerFirst } from './youngerFirst.ts';

const sdp = (ufrag: string) =>
  [
    'v=0',
    `a=ice-ufrag:${ufrag}`,
    'a=candidate:udpcandidate 1 udp 1076302079 192.0.2.1 40000 typ host',
    'a=candidate:tcpcandidate 1 tcp 1076276479 192.0.2.1 40000 typ host tcptype passive',
    'a=end-of-candidates',
  ].join('\r\n');
const priorities = (text: string) => [...text.matchAll(/candidate 1 \w+ (\d+)/g)].map(([, priority]) => Number(priority));

afterEach(() => vi.unstubAllGlobals());

test('[CLIENT-59] after each ICE restart every candidate is worth more than any was before; their order stays', () => {
  const generations = new Generations();
  expect(generations.raise(sdp('one'))).toBe(sdp('one'));
  let before = priorities(sdp('one'));
  for (let restart = 0; restart < 300; restart++) {
    const now = priorities(generations.raise(sdp(`${restart}`)));
    expect(Math.min(...now)).toBeGreaterThan(Math.max(...before));
    expect(now[0]).toBeGreaterThan(now[1] ?? 0);
    before = now;
  }
  // Repeated with the same name it is no restart.
  expect(priorities(generations.raise(sdp('299')))).toEqual(before);
  for (let restart = 0; restart < 1_000; restart++) generations.raise(sdp(`x${restart}`));
  // A 31 bit number (RFC 8445 §5.1.2), below the TCP candidates of browsers.
  expect(Math.max(...priorities(generations.raise(sdp('last'))))).toBeLessThan(1_518_000_000);
});

test('[CLIENT-59] a connection made meanwhile gets raised descriptions, and nothing else is touched', async () => {
  const told: unknown[] = [];
  class Native {
    async setRemoteDescription(description: unknown) {
      told.push(description);
    }
  }
  vi.stubGlobal('RTCPeerConnection', Native);
  const connection = youngerFirst(() => new RTCPeerConnection());
  expect(globalThis.RTCPeerConnection).toBe(Native);
  expect(connection).toBeInstanceOf(Native);
  for (const ufrag of ['one', 'two']) await connection.setRemoteDescription({ type: 'answer', sdp: sdp(ufrag) });
  expect(told[0]).toEqual({ type: 'answer', sdp: sdp('one') });
  expect(priorities((told[1] as { sdp: string }).sdp)[0]).toBe(1_076_302_079 + 2 ** 20);
});

test('[CLIENT-59] where there is no WebRTC nothing is changed', () => {
  expect(youngerFirst(() => 'made')).toBe('made');
  expect('RTCPeerConnection' in globalThis).toBe(false);
});
