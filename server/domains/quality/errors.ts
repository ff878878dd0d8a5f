/**
 * The refusals of the quality domain.
 */
import { refusal } from '#protocol/errors.ts';

/** Nobody reports as what they are not: viewers would be taken for the performer. */
export const otherRole = () => refusal('FORBIDDEN', 'A page reports as what it sits in the room.');
