import type { SctpStream } from '@liuyun/protocol';

/** How data is delivered, wherever it arrives. */
export type Delivery = Omit<SctpStream, 'streamId'>;

/** In order and reliably unless the sender asked for less. What is in order is never given up. */
export function deliveryOf({ ordered, maxPacketLifeTime, maxRetransmits }: SctpStream): Delivery {
  if (ordered !== false) return { ordered: true };
  if (maxPacketLifeTime !== undefined) return { ordered: false, maxPacketLifeTime };
  return { ordered: false, ...(maxRetransmits === undefined ? {} : { maxRetransmits }) };
}
