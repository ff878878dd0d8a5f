/** News of WHIP. */
import { z } from 'zod';
import type { EventSchemas } from '#platform/outbox/index.ts';

export const whipEvents = {
  /** An ingest key is good for nothing any more: what is sent with it ends. Key: the stream. */
  'ingest-key.ended': z.object({ keyId: z.uuid() }),
} as const satisfies EventSchemas;

export type WhipEvents = typeof whipEvents;
