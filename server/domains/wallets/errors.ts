/** What wallets refuse. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** VALIDATION_FAILED: `before` was not given by us. */
export const noSuchPlace = (): CodedRefusal => refusal('VALIDATION_FAILED', 'This is no place in a statement.');

/** VALIDATION_FAILED: a file holds a year at most. */
export const longerThanAYear = (): CodedRefusal =>
  refusal('VALIDATION_FAILED', 'A file holds at most a year. Ask for a year at a time.');
