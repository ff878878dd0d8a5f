/**
 * What a room looks like from outside: its stream, who is here and what is being sent.
 */
import { z } from 'zod';
import { RoomHold } from '../http/moderation.ts';
import { Stream } from '../http/streams.ts';
import { Id, MediaId } from '../ids.ts';
import { ConsumerOffer, MediaKind, TransportOffer } from '../media/rtp.ts';
import { Cursor } from './envelope.ts';
import { Part, Source } from './source.ts';

/** As what a session sits in a room: `guest` beside the performer of a two-way one, `staff` watches silently. */
export type SeatedAs = 'viewer' | 'performer' | 'guest' | 'staff';

/** How many people are here, and those who are here under their name (at most 50, newest first). */
export const Presence = z.object({
  count: z.int().min(0),
  people: z.array(z.object({ id: Id, displayName: z.string(), handle: z.string() })).max(50),
});
export type Presence = z.infer<typeof Presence>;

export const ProducerSummary = z.object({
  id: MediaId,
  kind: MediaKind,
  source: Source,
  paused: z.boolean(),
  part: Part.optional().describe('In a two-way room: who sends it'),
});
export type ProducerSummary = z.infer<typeof ProducerSummary>;

/** What is being sent in a room now. `mediaEpoch` 0: nothing was ever sent. */
export const RoomMedia = z.object({ mediaEpoch: z.int().min(0), producers: z.array(ProducerSummary) });
export type RoomMedia = z.infer<typeof RoomMedia>;

/** All a viewer needs to receive: its transport (null where it has it already) and new, paused consumers. */
export const WatchOffer = z.object({
  mediaEpoch: z.int().min(0),
  transport: TransportOffer.nullable(),
  consumers: z.array(ConsumerOffer),
});
export type WatchOffer = z.infer<typeof WatchOffer>;

export const RoomSnapshot = z.object({
  stream: Stream,
  presence: Presence,
  media: RoomMedia,
  cursors: z.array(Cursor),
  watch: WatchOffer.nullable(),
  hold: RoomHold.default({ muted: false, blurred: false, paused: false }),
  moderates: z.boolean().default(false).describe('Whether the session hears what is for those who moderate'),
});
export type RoomSnapshot = z.infer<typeof RoomSnapshot>;
