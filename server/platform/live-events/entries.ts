/**
 * Redis Stream entries → notes of the protocol. Pure.
 */
import type { NoteEnvelope } from '#protocol/socket/envelope.ts';
import { addressOf, type Channel, seqOf } from './stream-key.ts';

export type StreamEntry = readonly [id: string, fields: readonly string[]];

/**
 * The notes among entries; the first entry of a numbering only opens it and is none. Sequence numbers count from 1, so a
 * note's is one less than its entry's.
 */
export function notesOf(channel: Channel, entries: readonly StreamEntry[]): NoteEnvelope[] {
  return entries.flatMap(([id, fields]) => {
    const field = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
    if (field('name') === '') return [];
    return [
      {
        type: 'note' as const,
        name: field('name'),
        ...addressOf(channel),
        epoch: field('epoch'),
        seq: seqOf(id) - 1,
        body: JSON.parse(field('body')) as unknown,
      },
    ];
  });
}
