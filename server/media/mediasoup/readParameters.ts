import type { Kind, Opaque } from '@liuyun/protocol';
import type {
  DtlsParameters,
  RtcpFeedback,
  RtpCapabilities,
  RtpCodecCapability,
  RtpCodecParameters,
  RtpEncodingParameters,
  RtpHeaderExtension,
  RtpHeaderExtensionParameters,
  RtpParameters,
} from 'mediasoup/types';
import { integer, list, optional, record, refuse, text } from './readJson.ts';

/** Far above what browsers send (about 45 codecs and 35 extensions in capabilities, 3 encodings in a simulcast). */
const CODECS = 128;
const HEADER_EXTENSIONS = 64;
const ENCODINGS = 4;
const FEEDBACKS = 16;
const CODEC_PARAMETERS = 32;
const FINGERPRINTS = 8;

const MIME = /^(audio|video)\/[\w.+-]{1,60}$/i;
const SSRC = { min: 1, max: 0xffff_ffff };
const INT32 = { min: -0x8000_0000, max: 0x7fff_ffff };
/**
 * What a publisher writes here is handed to players, whose browsers get it as lines of a session description (SDP): nothing that
 * ends a line or begins another field may be in it.
 */
const WORD = /^[!-~]*$/;
const WORDS = /^[ -~]*$/;
const FIELD_NAME = /^[!-:<>-~]+$/;
const FIELD_VALUE = /^[ -:<-~]*$/;

/** What a client says it sends (ORTC RTCRtpSendParameters). */
export function readRtpParameters(kind: Kind, given: Opaque): RtpParameters {
  const codecs = list(given.codecs, 'codecs', { max: CODECS, each: readCodec });
  if (codecs.length === 0) refuse('codecs');
  for (const { mimeType } of codecs) if (!mimeType.toLowerCase().startsWith(`${kind}/`)) refuse(`a codec of the ${kind} track`);
  if (new Set(codecs.map(({ payloadType }) => payloadType)).size < codecs.length) refuse('payloadType');
  return {
    mid: optional(given.mid, (mid) => text(mid, 'mid', { max: 32, pattern: WORD })),
    codecs,
    headerExtensions: optional(given.headerExtensions, (value) =>
      list(value, 'headerExtensions', { max: HEADER_EXTENSIONS, each: readExtension }),
    ),
    encodings: optional(given.encodings, (value) => list(value, 'encodings', { max: ENCODINGS, each: readEncoding })),
    rtcp: optional(given.rtcp, readRtcp),
    msid: optional(given.msid, (msid) => text(msid, 'msid', { max: 256, pattern: WORDS })),
  } as RtpParameters;
}

/** What a client can receive. */
export function readCapabilities(given: Opaque): RtpCapabilities {
  return {
    codecs: list(given.codecs, 'codecs', { max: CODECS, each: readCodecCapability }),
    headerExtensions: list(given.headerExtensions ?? [], 'headerExtensions', {
      max: HEADER_EXTENSIONS,
      each: readExtensionCapability,
    }),
  };
}

/** RFC 8122 §5: hash function and colon-separated hexadecimal bytes. */
export function readDtlsParameters(given: Opaque): DtlsParameters {
  const fingerprints = list(given.fingerprints, 'fingerprints', {
    max: FINGERPRINTS,
    each: (item) => {
      const { algorithm, value } = record(item, 'fingerprints');
      return {
        algorithm: text(algorithm, 'algorithm', { max: 7, pattern: /^sha-(1|224|256|384|512)$/ }),
        value: text(value, 'fingerprint', { max: 191, pattern: /^[0-9a-f]{2}(:[0-9a-f]{2}){19,63}$/i }),
      };
    },
  }) as DtlsParameters['fingerprints'];
  if (fingerprints.length === 0) refuse('fingerprints');
  const role = optional(given.role, (value) => text(value, 'role', { max: 6, pattern: /^(auto|client|server)$/ }));
  return { role, fingerprints } as DtlsParameters;
}

function readCodecBasics(given: { [key: string]: unknown }) {
  return {
    mimeType: text(given.mimeType, 'mimeType', { max: 64, pattern: MIME }) as RtpCodecParameters['mimeType'],
    clockRate: integer(given.clockRate, 'clockRate', { min: 1, max: 1_000_000 }),
    channels: optional(given.channels, (value) => integer(value, 'channels', { min: 1, max: 8 })),
    parameters: readCodecParameters(given.parameters ?? {}),
    rtcpFeedback: list(given.rtcpFeedback ?? [], 'rtcpFeedback', { max: FEEDBACKS, each: readFeedback }),
  };
}

function readCodec(item: unknown): RtpCodecParameters {
  const given = record(item, 'codecs');
  return {
    ...readCodecBasics(given),
    payloadType: integer(given.payloadType, 'payloadType', { min: 0, max: 127 }),
  } as RtpCodecParameters;
}

function readCodecCapability(item: unknown): RtpCodecCapability {
  const given = record(item, 'codecs');
  const basics = readCodecBasics(given);
  return {
    ...basics,
    kind: basics.mimeType.toLowerCase().startsWith('audio/') ? 'audio' : 'video',
    preferredPayloadType: integer(given.preferredPayloadType, 'preferredPayloadType', { min: 0, max: 127 }),
  } as RtpCodecCapability;
}

function readCodecParameters(value: unknown): { [key: string]: string | number } {
  const entries = Object.entries(record(value, 'parameters'));
  if (entries.length > CODEC_PARAMETERS) refuse('parameters');
  return Object.fromEntries(
    entries.map(([key, member]) => {
      text(key, 'parameters', { max: 64, pattern: FIELD_NAME });
      if (typeof member === 'number') return [key, integer(member, 'parameters', INT32)];
      if (key === 'apt') return refuse('apt');
      return [key, text(member, 'parameters', { max: 256, pattern: FIELD_VALUE })];
    }),
  );
}

function readFeedback(item: unknown): RtcpFeedback {
  const { type, parameter } = record(item, 'rtcpFeedback');
  const word = { max: 32, pattern: WORD };
  return { type: text(type, 'rtcpFeedback', word), parameter: text(parameter ?? '', 'rtcpFeedback', word) };
}

function readExtension(item: unknown): RtpHeaderExtensionParameters {
  const { uri, id, encrypt } = record(item, 'headerExtensions');
  return {
    uri: text(uri, 'uri', { max: 256, pattern: WORD }) as RtpHeaderExtensionParameters['uri'],
    id: integer(id, 'id', { min: 1, max: 255 }),
    encrypt: encrypt === true,
    parameters: {},
  };
}

function readExtensionCapability(item: unknown): RtpHeaderExtension {
  const { kind, uri, preferredId, preferredEncrypt, direction } = record(item, 'headerExtensions');
  return {
    kind: text(kind, 'kind', { max: 5, pattern: /^(audio|video)$/ }),
    uri: text(uri, 'uri', { max: 256, pattern: WORD }),
    preferredId: integer(preferredId, 'preferredId', { min: 1, max: 255 }),
    preferredEncrypt: preferredEncrypt === true,
    direction: optional(direction, (value) =>
      text(value, 'direction', { max: 8, pattern: /^(sendrecv|sendonly|recvonly|inactive)$/ }),
    ),
  } as RtpHeaderExtension;
}

function readEncoding(item: unknown): RtpEncodingParameters {
  const given = record(item, 'encodings');
  const readSsrc = (value: unknown) => integer(value, 'ssrc', SSRC);
  return {
    ssrc: optional(given.ssrc, readSsrc),
    rid: optional(given.rid, (rid) => text(rid, 'rid', { max: 16, pattern: /^[\w-]+$/ })),
    codecPayloadType: optional(given.codecPayloadType, (value) => integer(value, 'codecPayloadType', { min: 0, max: 127 })),
    rtx: optional(given.rtx, (rtx) => ({ ssrc: readSsrc(record(rtx, 'rtx').ssrc) })),
    dtx: given.dtx === true,
    scalabilityMode: optional(given.scalabilityMode, (mode) =>
      text(mode, 'scalabilityMode', { max: 16, pattern: /^[LS][1-3]T[1-3](h|_KEY|_KEY_SHIFT)?$/ }),
    ),
    maxBitrate: optional(given.maxBitrate, (value) =>
      integer(typeof value === 'number' ? Math.round(value) : value, 'maxBitrate', { min: 0, max: 1_000_000_000 }),
    ),
  } as RtpEncodingParameters;
}

function readRtcp(value: unknown): { cname?: string; reducedSize: true } {
  const { cname } = record(value, 'rtcp');
  return {
    cname: optional(cname, (name) => text(name, 'cname', { max: 64, pattern: WORD })),
    reducedSize: true,
  };
}
