/** Supplemental enhancement information of H.264 (ITU-T H.264 §7.3.2.3, annex D): a unit of its own that decoders pass over. */

/** Annex B start code, and a NAL unit header: not a reference, type 6. */
const HEADER = [0, 0, 0, 1, 0x06];
/** user_data_unregistered: 16 bytes of UUID, then whatever its owner likes. */
const USER_UNREGISTERED = 5;
const UUID_BYTES = 16;
const TRAILING = 0x80;

/** The owner of what `ZegoSEIType.ZegoDefined` sends: both ends are this SDK. */
export const OUR_UUID: Uint8Array = new Uint8Array([
  0x6c, 0x69, 0x75, 0x79, 0x75, 0x6e, 0x4d, 0x01, 0x9a, 0x3c, 0x2b, 0x5e, 0x8d, 0x41, 0x70, 0xe6,
]);

/** One unit, start code included, that carries these bytes under a UUID. */
export function seiUnit(uuid: Uint8Array, data: Uint8Array): Uint8Array {
  const payload = [...uuid, ...data];
  const body = [USER_UNREGISTERED, ...sizeBytes(payload.length), ...payload, TRAILING];
  const unit = [...HEADER];
  let zeros = 0;
  for (const byte of body) {
    // Emulation prevention (§7.4.1): nothing inside may look like a start code.
    if (zeros >= 2 && byte <= 3) {
      unit.push(3);
      zeros = 0;
    }
    unit.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return new Uint8Array(unit);
}

/** What a unit (without its start code) carries as unregistered user data. A unit that is cut off carries what is whole. */
export function readSeiUnit(unit: Uint8Array): { uuid: Uint8Array; data: Uint8Array }[] {
  const bytes = withoutEmulation(unit.subarray(1));
  const found: { uuid: Uint8Array; data: Uint8Array }[] = [];
  let at = 0;
  const number = () => {
    let sum = 0;
    while (bytes[at] === 0xff) {
      sum += 255;
      at++;
    }
    return sum + (bytes[at++] ?? 0);
  };
  // What is left at the end is the trailing bit.
  while (at < bytes.length - 1) {
    const type = number();
    const size = number();
    const payload = bytes.slice(at, at + size);
    at += size;
    if (type !== USER_UNREGISTERED || payload.length < size || size < UUID_BYTES) continue;
    found.push({ uuid: payload.slice(0, UUID_BYTES), data: payload.slice(UUID_BYTES) });
  }
  return found;
}

/** A UUID as text: 32 hexadecimal digits with or without dashes, or 16 characters as they are. Undefined for anything else. */
export function uuidOf(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string') return undefined;
  const digits = text.replaceAll('-', '');
  if (/^[0-9a-f]{32}$/i.test(digits)) {
    return Uint8Array.from({ length: UUID_BYTES }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
  }
  const bytes = new TextEncoder().encode(text);
  return bytes.length === UUID_BYTES ? bytes : undefined;
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function sizeBytes(size: number): number[] {
  return [...new Array<number>(Math.floor(size / 255)).fill(255), size % 255];
}

function withoutEmulation(bytes: Uint8Array): Uint8Array {
  let zeros = 0;
  return bytes.filter((byte) => {
    const inserted = zeros >= 2 && byte === 3;
    zeros = byte === 0 ? zeros + 1 : 0;
    return !inserted;
  });
}
