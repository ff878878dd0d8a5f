/**
 * RTP, capability and DTLS parameters that are nonsense in every way the protocol's schemas let through: made from
 * nothing, or a good one with something in it exchanged.
 */
import fc from 'fast-check';

const word = fc.constantFrom(
  '',
  'x',
  '0',
  'q',
  'a'.repeat(32),
  'L1T3',
  'L99T99',
  'S0T0',
  'nack',
  'pli',
  'é',
  '\u0000',
  '%s%n',
);
const mimeType = fc.oneof(
  fc.constantFrom(
    'video/VP8',
    'VIDEO/vp8',
    'video/H264',
    'audio/opus',
    'video/rtx',
    'audio/rtx',
    'video/VP9',
    'video/AV1',
  ),
  fc.constantFrom(
    'video/red',
    'video/ulpfec',
    'audio/telephone-event',
    'audio/PCMU',
    'video/x',
    'audio/VP8',
    'audio/CN',
  ),
);
const ssrc = fc.constantFrom(0, 1, 2, 1111, 0x7fff_ffff, 0xffff_ffff);
const payloadType = fc.constantFrom(0, 1, 63, 96, 97, 100, 101, 102, 127);
const clockRate = fc.constantFrom(1, 8_000, 48_000, 90_000, 1_000_000);
const parameterName = fc.constantFrom(
  ...['apt', 'packetization-mode', 'profile-level-id', 'profile-id', 'profile', 'usedtx', 'useinbandfec'],
  ...['__proto__', 'constructor', 'x', ''],
);
const number = fc.constantFrom(0, -1, 1, 42, 96, 101, 1.5, 1e10, -1e10, 2 ** 31, Number.MAX_SAFE_INTEGER);
const parameters = fc.dictionary(parameterName, fc.oneof(word, number, fc.constantFrom('42e01f', '640032', null)));
const rtcpFeedback = fc.array(
  fc.record({ type: fc.constantFrom('nack', 'ccm', 'transport-cc', 'x'), parameter: word }, { requiredKeys: ['type'] }),
  { maxLength: 4 },
);
const channels = fc.constantFrom(1, 2, 6, 16);
const uri = fc.constantFrom(
  ...['urn:ietf:params:rtp-hdrext:sdes:mid', 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id'],
  ...['urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id', 'urn:ietf:params:rtp-hdrext:ssrc-audio-level'],
  ...['http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time', 'urn:3gpp:video-orientation', 'urn:x', ''],
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
);
const extensionId = fc.constantFrom(1, 2, 3, 14, 15, 16, 255);

const codec = fc.record(
  { mimeType, payloadType, clockRate, channels, parameters, rtcpFeedback },
  { requiredKeys: ['mimeType', 'payloadType', 'clockRate'] },
);

const encoding = fc.record(
  {
    ssrc,
    rid: word,
    codecPayloadType: payloadType,
    rtx: fc.record({ ssrc }),
    dtx: fc.boolean(),
    scalabilityMode: fc.oneof(word, fc.constantFrom('L1T1', 'L3T3', 'S3T3', 'L3T3_KEY', 'L255T255', 'L0T0')),
    scaleResolutionDownBy: fc.constantFrom(1, 1.5, 64),
    maxBitrate: fc.constantFrom(1, 100_000_000),
    active: fc.boolean(),
  },
  { requiredKeys: [] },
);

export const rtpParameters = fc.record(
  {
    mid: word,
    codecs: fc.array(codec, { minLength: 1, maxLength: 4 }),
    headerExtensions: fc.array(
      fc.record({ uri, id: extensionId, encrypt: fc.boolean(), parameters }, { requiredKeys: ['uri', 'id'] }),
      { maxLength: 5 },
    ),
    encodings: fc.array(encoding, { minLength: 1, maxLength: 8 }),
    rtcp: fc.record({ cname: word, reducedSize: fc.boolean(), mux: fc.boolean() }, { requiredKeys: [] }),
  },
  { requiredKeys: ['codecs'] },
);

export const rtpCapabilities = fc.record(
  {
    codecs: fc.array(
      fc.record(
        {
          kind: fc.constantFrom('audio', 'video'),
          mimeType,
          clockRate,
          channels,
          preferredPayloadType: payloadType,
          parameters,
          rtcpFeedback,
        },
        { requiredKeys: ['kind', 'mimeType', 'clockRate'] },
      ),
      { maxLength: 6 },
    ),
    headerExtensions: fc.array(
      fc.record(
        {
          kind: fc.constantFrom('audio', 'video'),
          uri,
          preferredId: extensionId,
          preferredEncrypt: fc.boolean(),
          direction: fc.constantFrom('sendrecv', 'sendonly', 'recvonly', 'inactive'),
        },
        { requiredKeys: ['kind', 'uri', 'preferredId'] },
      ),
      { maxLength: 6 },
    ),
  },
  { requiredKeys: [] },
);

const fingerprintBytes = fc.integer({ min: 20, max: 64 });
const fingerprint = fc.record({
  algorithm: fc.constantFrom('sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512'),
  value: fingerprintBytes.map((bytes) => Array(bytes).fill('AB').join(':')),
});
export const dtlsParameters = fc.record(
  {
    role: fc.constantFrom('auto', 'client', 'server'),
    fingerprints: fc.array(fingerprint, { minLength: 1, maxLength: 8 }),
  },
  { requiredKeys: ['fingerprints'] },
);

/** `good` with up to three of its parts exchanged: for one of the same kind from elsewhere, or for anything. */
export function mutated(good: unknown): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), fc.oneof(number, word, mimeType, uri, fc.constantFrom(null, true, [], {})));
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = structuredClone(good);
    for (const [at, value] of changes) exchange(copy, at, value);
    return copy;
  });
}

function exchange(tree: unknown, at: number, value: unknown): void {
  const places = placesIn(tree);
  const place = places[at % Math.max(1, places.length)];
  if (place !== undefined) place.parent[place.key] = value;
}

function placesIn(node: unknown): { parent: Record<string, unknown>; key: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  const parent = node as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}
