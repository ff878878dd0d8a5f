/**
 * SDP, tamed: offers and fragments in, answers and fragments out. Knows no media node and no person.
 */
export { readFragment, writeFragment } from './fragment.ts';
export type { Offer, OfferedCodec, OfferedMedia, OfferedRid } from './offer.ts';
export { readOffer } from './read-offer.ts';
export { type AnsweredMedia, writeAnswer } from './write-answer.ts';
