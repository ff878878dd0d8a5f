/** Requests to addresses that somebody else chose. Promises to reach nothing but the public internet, and to take no longer than told. */

export { createOutgoing, type Outgoing, type OutgoingOptions, openResolver } from './outgoing.ts';
export { isPublicAddress } from './public-address.ts';
export type { Sending, SendProblem, Sent } from './send.ts';
export { targetProblem } from './target.ts';
