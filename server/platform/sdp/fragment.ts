/**
 * SDP fragments (RFC 8840): what a client says of ICE after its offer, and what it is told where ICE begins anew.
 */
import { parse, write } from 'sdp-transform';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import { candidatesOf } from './candidates.ts';
import { malformed } from './read-offer.ts';

/** @returns the client’s ICE user fragment. @throws Refusal VALIDATION_FAILED where it has none, or no password */
export function readFragment(text: string): string {
  if (text.includes('\0') || !/^[a-z]=/m.test(text)) throw malformed('It is no SDP fragment.');
  const { media, ...session } = tried(text);
  const given = [session, ...media];
  const ufrag = given.find(({ iceUfrag }) => iceUfrag !== undefined)?.iceUfrag;
  const pwd = given.find(({ icePwd }) => icePwd !== undefined)?.icePwd;
  if (ufrag === undefined || pwd === undefined) throw malformed('It lacks ice-ufrag or ice-pwd.');
  return String(ufrag);
}

function tried(text: string) {
  try {
    return parse(text);
  } catch {
    throw malformed('It cannot be read.');
  }
}

/** The new credentials and all candidates, for the section that carries the transport. */
export function writeFragment(transport: Pick<TransportOffer, 'iceParameters' | 'iceCandidates'>, mid: string): string {
  const { usernameFragment, password } = transport.iceParameters;
  const whole = write({
    ...{ version: 0, name: '-', timing: { start: 0, stop: 0 }, icelite: 'ice-lite' },
    origin: { username: '-', sessionId: '0', sessionVersion: 0, netType: 'IN', ipVer: 4, address: '0.0.0.0' },
    iceUfrag: usernameFragment,
    icePwd: password,
    media: [
      {
        ...{ type: 'audio', port: 9, protocol: 'UDP/TLS/RTP/SAVPF', payloads: '0', mid, rtp: [], fmtp: [] },
        ...{ candidates: candidatesOf(transport), endOfCandidates: 'end-of-candidates' },
      },
    ],
  });
  // A fragment has no lines that describe a session.
  return whole.replace(/^[vost]=.*\r\n/gm, '');
}
