/** News of profiles. */
import { z } from 'zod';
import type { EventSchemas } from '#platform/outbox/index.ts';

export const profileEvents = {
  /** `by` follows `userId` who did not before. Key: `userId`. */
  'person.followed': z.object({ userId: z.uuid(), by: z.uuid() }),
} as const satisfies EventSchemas;

export type ProfileEvents = typeof profileEvents;
