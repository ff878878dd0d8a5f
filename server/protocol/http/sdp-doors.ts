/**
 * The doors of WHIP (RFC 9725) and WHEP: addresses, methods, media types, headers and refusals. They stand beside `/api` and take
 * SDP instead of JSON, so they are no routes; what answers and what describes them read the same words here.
 */
import type { ErrorCode } from '../errors.ts';

export const doorNames = ['whip', 'whep'] as const;
export type DoorName = (typeof doorNames)[number];

export const sdpType = 'application/sdp';
export const fragmentType = 'application/trickle-ice-sdpfrag';
/** Bytes; the largest offers of browsers are a fifth of it. */
export const largestSdp = 64 * 1024;

/** As the server writes addresses: what begins a session, and the session. */
export function doorPaths(name: DoorName): { readonly endpoint: string; readonly resource: string } {
  const endpoint = `/${name}/:stream`;
  return { endpoint, resource: `${endpoint}/:token` };
}

export const doorMethods = {
  endpoint: ['POST', 'OPTIONS'],
  resource: ['PATCH', 'DELETE', 'OPTIONS'],
} as const;

const named: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];
const read: readonly ErrorCode[] = ['UNSUPPORTED_MEDIA_TYPE', 'PAYLOAD_TOO_LARGE'];
const media: readonly ErrorCode[] = ['MEDIA_REFUSED', 'MEDIA_EPOCH_STALE', 'MEDIA_UNAVAILABLE'];

/** What a session is not begun for, beside what any request may be refused for. */
const begin: readonly ErrorCode[] = [...named, ...read, ...media, 'BANNED'];
const admitted: readonly ErrorCode[] = ['AGE_ASSURANCE_REQUIRED', 'TICKET_REQUIRED', 'ROOM_FULL'];
export const openRefusals: Readonly<Record<DoorName, readonly ErrorCode[]>> = {
  whip: [...begin, 'TAKEN_OVER'],
  whep: [...begin, ...admitted, 'STREAM_NOT_LIVE', 'CONFLICT'],
};
const conditions: readonly ErrorCode[] = ['PRECONDITION_REQUIRED', 'PRECONDITION_FAILED'];
export const changeRefusals: readonly ErrorCode[] = [...named, ...read, ...media, ...conditions];
export const endRefusals: readonly ErrorCode[] = named;
