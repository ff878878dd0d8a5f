/**
 * Payload types that a player was given by its own stack, and cannot change: a *dialect*. Only players have one; pages take
 * the routers' numbers.
 */
import { z } from 'zod';
import { routerCodecs } from './codecs.ts';

/** Whether RTP on one port with RTCP may have this number (RFC 5761, 4), and no codec has it by itself (RFC 3551). */
export function isDynamicPayloadType(payloadType: number): boolean {
  return (payloadType >= 35 && payloadType <= 63) || (payloadType >= 96 && payloadType <= 127);
}

/** Of each codec that the player takes the number, those included that are the routers' own. */
export const Dialect = z
  .array(
    z.strictObject({
      mimeType: z.enum(routerCodecs.map(({ mimeType }) => mimeType)),
      payloadType: z.int().refine(isDynamicPayloadType),
    }),
  )
  .min(1)
  .max(routerCodecs.length)
  .refine((all) => new Set(all.map(({ payloadType }) => payloadType)).size === all.length)
  .refine((all) => new Set(all.map(({ mimeType }) => mimeType)).size === all.length);
export type Dialect = z.infer<typeof Dialect>;
