/**
 * Reads an SDP offer (RFC 8866, RFC 8829). What cannot be read, or lacks what WebRTC demands, is refused; whether it is one
 * that we can serve is for others to say.
 */
import { type MediaDescription, parse, type SessionDescription } from 'sdp-transform';
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { Offer, OfferedMedia } from './offer.ts';
import { readCodecs } from './read-codecs.ts';
import { readRids } from './read-rids.ts';

/** More than any page or encoder offers. */
const mostSections = 16;

/** @throws Refusal VALIDATION_FAILED where it is no offer of WebRTC media */
export function readOffer(text: string): Offer {
  const sdp = parsed(text);
  if (sdp.media.length === 0) throw malformed('It has no media section.');
  if (sdp.media.length > mostSections) throw malformed('It has too many media sections.');
  const media = sdp.media.map(readSection);
  if (new Set(media.map(({ mid }) => mid)).size !== media.length) throw malformed('Its mids are not unique.');
  return {
    media,
    bundle: bundleOf(sdp),
    iceUfrag: required(first(sdp, 'iceUfrag'), 'ice-ufrag'),
    dtls: { setup: setupOf(sdp), fingerprints: fingerprintsOf(sdp) },
  };
}

/** Why a body is none of ours. */
export function malformed(why: string): CodedRefusal {
  return refusal('VALIDATION_FAILED', `The SDP does not hold. ${why}`, { issues: [] });
}

function parsed(text: string): SessionDescription {
  if (!/^v=0\r?\n/.test(text) || text.includes('\0')) throw malformed('It does not begin with v=0.');
  try {
    return parse(text);
  } catch {
    throw malformed('It cannot be read.');
  }
}

/** A list of one number is read as a number. */
function bundleOf({ groups = [] }: SessionDescription): string[] {
  const mids = groups.find(({ type }) => type === 'BUNDLE')?.mids;
  return mids === undefined ? [] : String(mids).split(' ');
}

function readSection(media: MediaDescription): OfferedMedia {
  const { type, protocol, payloads = '', direction = 'sendrecv' } = media;
  const kind = type === 'audio' || type === 'video' ? type : 'other';
  if (kind !== 'other' && !/^UDP\/TLS\/RTP\/SAVPF$/.test(protocol)) throw malformed(`${protocol} is not WebRTC media.`);
  const mid = required(media.mid === undefined ? undefined : String(media.mid), 'mid');
  if (!/^[\w!#$%&'*+.^`{|}~-]{1,32}$/.test(mid)) throw malformed('A mid is no token, or too long.');
  const sends = kind === 'video' || kind === 'audio';
  return {
    ...{ kind, mid, type, protocol, direction, formats: String(payloads).trim(), rtcpMux: media.rtcpMux !== undefined },
    codecs: sends ? readCodecs(kind, media) : [],
    headerExtensions: sends ? (media.ext ?? []).map(({ uri, value }) => ({ uri, id: value })) : [],
    ssrcs: sends ? readSsrcs(media) : [],
    rids: kind === 'video' ? readRids(media) : [],
    cname: media.ssrcs?.find(({ attribute }) => attribute === 'cname')?.value,
  };
}

function readSsrcs({ ssrcs = [], ssrcGroups = [] }: MediaDescription): OfferedMedia['ssrcs'] {
  const pairs = ssrcGroups
    .filter(({ semantics }) => semantics === 'FID')
    .map((group) => group.ssrcs.split(' ').map(Number));
  const repairs = new Set(pairs.map(([, rtx]) => rtx));
  const own = new Set(ssrcs.map(({ id }) => Number(id)).filter((id) => !repairs.has(id)));
  return [...own].map((ssrc) => ({ ssrc, rtx: pairs.find(([media]) => media === ssrc)?.[1] }));
}

function setupOf(sdp: SessionDescription): Offer['dtls']['setup'] {
  const setup = first(sdp, 'setup') ?? 'actpass';
  if (setup === 'active' || setup === 'passive' || setup === 'actpass') return setup;
  throw malformed('Its setup is none of active, passive and actpass.');
}

function fingerprintsOf(sdp: SessionDescription): Offer['dtls']['fingerprints'] {
  const fingerprint = first(sdp, 'fingerprint');
  if (fingerprint === undefined) throw malformed('It lacks a fingerprint.');
  return [{ algorithm: String(fingerprint.type).toLowerCase(), value: String(fingerprint.hash).toUpperCase() }];
}

/** An attribute of the session, or of its first section that has it. */
function first<K extends 'iceUfrag' | 'setup' | 'fingerprint'>(sdp: SessionDescription, name: K) {
  return sdp[name] ?? sdp.media.find((media) => media[name] !== undefined)?.[name];
}

function required(value: string | number | undefined, name: string): string {
  if (value === undefined || String(value) === '') throw malformed(`It lacks ${name}.`);
  return String(value);
}
