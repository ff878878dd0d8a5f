/**
 * Whether a codec that is offered is one that rooms carry. H264 by profile and packetization (RFC 6184): a decoder of one
 * profile does not read another.
 */

/** A codec as either side names it. */
export interface NamedCodec {
  readonly mimeType: string;
  readonly clockRate: number;
  readonly channels?: number | undefined;
  readonly parameters?: Readonly<Record<string, string | number | null>> | undefined;
}

/** Of H264 only constrained baseline is carried, which every browser decodes; what is not named is that. */
export function matchesCodec(offered: NamedCodec, spoken: NamedCodec): boolean {
  if (offered.mimeType.toLowerCase() !== spoken.mimeType.toLowerCase()) return false;
  if (offered.clockRate !== spoken.clockRate || (offered.channels ?? 1) !== (spoken.channels ?? 1)) return false;
  if (spoken.mimeType.toLowerCase() !== 'video/h264') return true;
  const { parameters = {} } = offered;
  return Number(parameters['packetization-mode'] ?? 0) === 1 && isConstrainedBaseline(parameters['profile-level-id']);
}

/** RFC 6184, 8.1: baseline with constraint_set1, or main with constraint_set0, or extended with both, are the same. */
function isConstrainedBaseline(given: string | number | null | undefined): boolean {
  if (given === undefined || given === null) return true;
  const [, profile = '', constraints = ''] = /^([0-9a-f]{2})([0-9a-f]{2})[0-9a-f]{2}$/i.exec(String(given)) ?? [];
  const iop = Number.parseInt(constraints, 16);
  if ((iop & 0x0f) !== 0) return false;
  if (profile === '42') return (iop & 0x40) !== 0;
  if (profile.toLowerCase() === '4d') return (iop & 0x80) !== 0;
  return profile === '58' && (iop & 0xc0) === 0xc0;
}
