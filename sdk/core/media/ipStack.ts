/** Over which versions of IP media goes: IPv4 alone, or one of them before the other. */
export type IpStack = 'ipv4' | 'ipv4First' | 'ipv6First';

type Candidate = { ip?: unknown; address?: unknown; protocol?: unknown; priority?: unknown };

/**
 * The server's ICE candidates as the app wants them looked at. IPv4 alone leaves the others out, unless there are no others;
 * an order swaps priorities (RFC 8445 §5.1.2) among candidates of one protocol, so that TCP stays the way out behind UDP.
 */
export function byIpStack<C extends Candidate>(candidates: readonly C[], stack: IpStack | undefined): C[] {
  if (stack === undefined) return [...candidates];
  if (stack === 'ipv4') {
    const of4 = candidates.filter((candidate) => !isV6(candidate));
    return of4.length > 0 ? of4 : [...candidates];
  }
  const first = (candidate: C) => isV6(candidate) === (stack === 'ipv6First');
  const ordered = [...candidates.filter(first), ...candidates.filter((candidate) => !first(candidate))];
  const left = new Map<unknown, unknown[]>();
  for (const { protocol, priority } of candidates) left.set(protocol, [...(left.get(protocol) ?? []), priority]);
  for (const priorities of left.values()) priorities.sort((one, other) => Number(other) - Number(one));
  return ordered.map((candidate) => ({ ...candidate, priority: left.get(candidate.protocol)?.shift() }));
}

function isV6({ ip, address }: Candidate): boolean {
  return String(ip ?? address ?? '').includes(':');
}
