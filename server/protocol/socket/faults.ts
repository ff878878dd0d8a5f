/**
 * What may be made to go wrong, outside production: for tests, and for whoever wants to see how the page takes it.
 */
import { z } from 'zod';

/** Faults of a room's media. */
export const MediaFault = z.discriminatedUnion('fault', [
  /** The media worker of the room's origin, or of one of its edges, dies or stops answering. */
  z.strictObject({ fault: z.enum(['kill-origin-worker', 'kill-edge-worker', 'hang-origin-worker']) }),
  /** What the session may receive and send, in bits a second; null: as much as there is. */
  z.strictObject({ fault: z.literal('cap-bandwidth'), bitrateBps: z.int().min(30_000).max(100_000_000).nullable() }),
]);
export type MediaFault = z.infer<typeof MediaFault>;

export const Fault = z.discriminatedUnion('fault', [
  /** The session's socket breaks instead of the answer. */
  z.strictObject({ fault: z.literal('drop-socket') }),
  /** So many answers are lost, after the one to this. */
  z.strictObject({ fault: z.literal('drop-answers'), answers: z.int().min(1).max(20) }),
  ...MediaFault.options,
]);
export type Fault = z.infer<typeof Fault>;
