/** What tips tell of. `tip.accepted` is recorded by the database itself, in the transaction that accepts (0017_tips). */
import { z } from 'zod';
import type { News } from '#platform/outbox/index.ts';

/** Keyed by the stream, or by the performer where nothing is live: what one room is shown is told in order. */
export const tipEvents = {
  /** The giver is debited and the tip is stored; what it says is read when it is told. */
  'tip.accepted': z.object({ tipId: z.uuid() }),
  /** A message that waited was let through or taken away, in this room; of the same key as the tip. */
  'tip.judged': z.object({ tipId: z.uuid(), room: z.uuid() }),
  /** A performer shows another goal or another menu. Key: the performer. */
  'tip.board-changed': z.object({ performerId: z.uuid(), what: z.enum(['goal', 'menu']) }),
};

export type TipEvents = News<typeof tipEvents>;
