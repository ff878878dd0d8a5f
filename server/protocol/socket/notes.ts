/**
 * Every note the server may send, with the audience it is for. A client ignores names it does not know.
 */
import { z } from 'zod';
import { StreamState } from '../http/streams.ts';
import { MediaId } from '../ids.ts';
import type { Audience, NoteEnvelope } from './envelope.ts';
import { Presence, RoomMedia } from './room.ts';
import { Source } from './source.ts';

/** One simulcast layer as it arrives at the media node. */
export const LayerHealth = z.object({
  rid: z.string().nullable(),
  bitrateBps: z.int().min(0),
  score: z.int().min(0).max(10).describe('mediasoup score: 10 is perfect, 0 is nothing arriving'),
});

export const notes = {
  /** The stream's life: live, ended. */
  'room.state': {
    audience: 'public',
    body: z.object({ state: StreamState, reason: z.enum(['started', 'ended', 'no_media']).optional() }),
  },
  /** Who is here; at most one a second. */
  'room.presence': { audience: 'public', body: Presence },
  /** What is being sent; a new media epoch means: start over with `watch.sync`. */
  'room.media': { audience: 'public', body: RoomMedia },
  /** What arrives of the performer's own sources; every two seconds while sending. */
  'publish.health': {
    audience: 'performer',
    body: z.object({
      producers: z.array(z.object({ id: MediaId, source: Source, layers: z.array(LayerHealth) })),
    }),
  },
  /** The performer's media was taken over by another of their tabs or devices. */
  'publish.taken-over': { audience: 'session', body: z.object({}) },
} as const satisfies Record<string, { audience: Audience; body: z.ZodType }>;

export type NoteName = keyof typeof notes;
export type NoteBody<N extends NoteName> = z.infer<(typeof notes)[N]['body']>;
export type Note = { [N in NoteName]: Omit<NoteEnvelope, 'name' | 'body'> & { name: N; body: NoteBody<N> } }[NoteName];

/** The note, typed and judged; undefined where its name is unknown. @throws ZodError where its body does not hold. */
export function readNote(envelope: NoteEnvelope): Note | undefined {
  if (!Object.hasOwn(notes, envelope.name)) return undefined;
  const name = envelope.name as NoteName;
  return { ...envelope, name, body: notes[name].body.parse(envelope.body) } as Note;
}
