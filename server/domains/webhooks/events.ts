/** News of webhooks. Key: the endpoint. */
import { z } from 'zod';
import type { News } from '#platform/outbox/index.ts';

export const webhookEvents = {
  /** We stopped sending there, and its owner should know. What it is called is said here: it may be gone when this is told. */
  'webhook.paused': z.object({
    endpointId: z.uuid(),
    performerId: z.uuid(),
    because: z.enum(['failing', 'gone']),
    host: z.string(),
  }),
};

export type WebhookNews = News<typeof webhookEvents>;
