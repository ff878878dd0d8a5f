/**
 * Who is told what of a tip that was accepted. A private one is told to its performer and to nobody else, the message that
 * waits with it included: those who were appointed do not learn that it was given.
 */
import type { Earnings } from '#protocol/http/wallet.ts';
import type { NoteBody } from '#protocol/socket/notes.ts';
import { heldFrom, receivedFrom, shownTo, type ToldTip } from './told-tip.ts';

type Told =
  | { readonly room: string; readonly audience: 'public' | 'performer' | 'moderators' }
  | { readonly person: string };
type NoteName = 'tip.shown' | 'tip.received' | 'tip.held' | 'tip.judged';

export type TipNote = {
  [N in NoteName]: { readonly channel: Told; readonly name: N; readonly body: NoteBody<N> };
}[NoteName];

/** In this order; what was given while nothing was live is told to the performer alone. */
export function notesOfTip(tip: ToldTip, earnings: Earnings): TipNote[] {
  const { streamId: room, performerId: person } = tip;
  const body = { tip: receivedFrom(tip), earnings };
  if (room === null) return [{ channel: { person }, name: 'tip.received', body }];
  const shown: TipNote = { channel: { room, audience: 'public' }, name: 'tip.shown', body: { tip: shownTo(tip) } };
  const held: TipNote = {
    ...{ channel: { room, audience: tip.private ? 'performer' : 'moderators' }, name: 'tip.held', body: heldFrom(tip) },
  };
  return [
    ...(tip.private ? [] : [shown]),
    { channel: { room, audience: 'performer' }, name: 'tip.received', body },
    ...(tip.messageState === 'held' ? [held] : []),
  ];
}

/**
 * What became of a message that waited. Let through, it is told to everybody who saw the tip; taken away, only to those who
 * knew that it waited. @param room where it was decided, for a tip that was given in none
 */
export function notesOfVerdict(tip: ToldTip, room: string): TipNote[] {
  const message = tip.messageState === 'shown' ? tip.message : null;
  const body = { tip: tip.id, message };
  const rooms = tip.streamId === null ? [room] : [...new Set([tip.streamId, room])];
  // Only the room that saw the tip is told what came of it.
  const seen = tip.private || message === null ? null : tip.streamId;
  const others = tip.private ? 'performer' : 'moderators';
  return rooms.map((one): TipNote => {
    return { channel: { room: one, audience: one === seen ? 'public' : others }, name: 'tip.judged', body };
  });
}
