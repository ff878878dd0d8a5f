/**
 * Who begins the DTLS handshake (RFC 8842): a peer that leaves it open begins, for we listen already.
 */
import type { DtlsParameters } from '#protocol/media/rtp.ts';

export interface OfferedDtls {
  readonly setup: 'active' | 'passive' | 'actpass';
  readonly fingerprints: readonly { readonly algorithm: string; readonly value: string }[];
}

/** The peer's half for the media node, and our own for the answer. */
export function dtlsOf({ setup, fingerprints }: OfferedDtls): {
  readonly dtlsParameters: DtlsParameters;
  readonly setup: 'active' | 'passive';
} {
  const waits = setup === 'passive';
  const given = fingerprints as DtlsParameters['fingerprints'];
  return {
    dtlsParameters: { role: waits ? 'server' : 'client', fingerprints: [...given] },
    setup: waits ? 'active' : 'passive',
  };
}
