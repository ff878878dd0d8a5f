/**
 * Amounts as they travel: whole tokens, as JSON integers in requests and as strings of digits in answers, so that no reader
 * makes a float of them.
 */
import { z } from 'zod';

/** Whole tokens of a request: 1 to 1,000,000. */
export const TokenAmount = z.int().min(1).max(1_000_000);

/** Whole tokens of an answer. */
export const Tokens = z
  .string()
  .regex(/^-?\d{1,16}$/)
  .describe('Whole tokens');

/** Tokens with up to four decimals, as earnings are: shares of whole tokens. */
export const FineTokens = z
  .string()
  .regex(/^-?\d{1,16}(?:\.\d{1,4})?$/)
  .describe('Tokens, at most four decimals');

/** Where a page of a list ends, to ask for the next; opaque. */
export const PageCursor = z.string().min(1).max(200);
