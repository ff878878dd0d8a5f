/**
 * How people are called.
 */
import { z } from 'zod';
import { lineOfText } from '../text.ts';

/** What others see; 1 to 60 characters, at least one of them visible. */
export const DisplayName = lineOfText(60);

/** The unique name of an account in addresses and mentions: lower case, 3 to 30 characters. */
export const Handle = z.string().regex(/^[a-z0-9](?:[a-z0-9_]{1,28})[a-z0-9]$/);
