/** News of accounts. */
import { z } from 'zod';
import type { EventSchemas } from '#platform/outbox/index.ts';

export const accountEvents = {
  /** A sign-in can no longer be used, whatever the reason: what stands on it (sockets) must end. Key: the sign-in. */
  'sign-in.ended': z.object({ signInId: z.uuid(), userId: z.uuid() }),
} as const satisfies EventSchemas;

export type AccountEvents = typeof accountEvents;
