/**
 * How people are called.
 */
import { z } from 'zod';

/** What others see; 1 to 60 characters, at least one of them visible. */
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, { error: 'A name has at least one visible character.' });

/** The unique name of an account in addresses and mentions: lower case, 3 to 30 characters. */
export const Handle = z.string().regex(/^[a-z0-9](?:[a-z0-9_]{1,28})[a-z0-9]$/);
