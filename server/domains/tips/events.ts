/** What tips tell of. `tip.accepted` is recorded by the database itself, in the transaction that accepts (`tip_accept`). */
import { z } from 'zod';
import type { News } from '#platform/outbox/index.ts';

/** Keyed by the stream, or by the performer where nothing is live: what one room is shown is told in order. */
export const tipEvents = {
  /**
   * The givers are debited and the tips are stored, all of one performer by one call of the database; what they say is read when it
   * is told. Those of an earlier version, of which some may be under way, name one.
   */
  'tip.accepted': z
    .union([z.object({ tipIds: z.array(z.uuid()).min(1) }), z.object({ tipId: z.uuid() })])
    .transform((body) => ({ tipIds: 'tipId' in body ? [body.tipId] : body.tipIds })),
  /** A message that waited was let through or taken away, in this room; of the same key as the tip. */
  'tip.judged': z.object({ tipId: z.uuid(), room: z.uuid() }),
  /** A performer shows another goal or another menu. Key: the performer. */
  'tip.board-changed': z.object({ performerId: z.uuid(), what: z.enum(['goal', 'menu']) }),
};

export type TipEvents = News<typeof tipEvents>;
