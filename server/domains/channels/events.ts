/** News of channels. Key: the performer, so that what is done to a channel is told in the order in which it was done. */
import { z } from 'zod';
import type { EventSchemas } from '#platform/outbox/index.ts';

export const channelEvents = {
  /** A person was appointed or dismissed as moderator of a performer's channel. */
  'channel.rights-changed': z.object({ performerId: z.uuid(), userId: z.uuid() }),
  /** A person was silenced, shut out, or let in again (null). */
  'channel.sanctioned': z.object({
    performerId: z.uuid(),
    userId: z.uuid(),
    kind: z.enum(['timeout', 'ban']).nullable(),
  }),
  /** How chat goes in a channel is different now. */
  'channel.settings-changed': z.object({ performerId: z.uuid() }),
} as const satisfies EventSchemas;

export type ChannelEvents = typeof channelEvents;
