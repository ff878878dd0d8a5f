/** News of streams. Key: the stream, so that a start and the end after it stay in order. */
import { z } from 'zod';
import type { EventSchemas } from '#platform/outbox/index.ts';

export const streamEvents = {
  /** Went live; each time opens a new session. */
  'stream.started': z.object({ streamId: z.uuid() }),
  /** Another title, other tags, or a test began or ended: who looks at it is to see it as it is now. */
  'stream.changed': z.object({ streamId: z.uuid() }),
  /** Is live no more: the performer ended it, or nothing was sent for a minute. */
  'stream.ended': z.object({ streamId: z.uuid(), reason: z.enum(['ended', 'no_media']) }),
} as const satisfies EventSchemas;

export type StreamEvents = typeof streamEvents;
