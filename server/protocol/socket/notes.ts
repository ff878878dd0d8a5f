/**
 * Every note the server may send, with the audience it is for. A client ignores names it does not know.
 */
import { z } from 'zod';
import { Tokens } from '../http/amounts.ts';
import { ChannelSettings } from '../http/channels.ts';
import { ModerationActName, RoomHold } from '../http/moderation.ts';
import { Notification } from '../http/notifications.ts';
import { Stream, StreamState } from '../http/streams.ts';
import { Leaderboard, ShownTip, TipGoal, TipMenuItem } from '../http/tips.ts';
import { Earnings } from '../http/wallet.ts';
import { Id, MediaId } from '../ids.ts';
import { ChatLine, ChatMute, HeldLine } from './chat.ts';
import { type Audience, Cursor, type NoteEnvelope } from './envelope.ts';
import { Presence, RoomMedia } from './room.ts';
import { Source } from './source.ts';
import { HeldTip, JudgedTip, ReceivedTip } from './tips.ts';

/** One simulcast layer as it arrives at the media node. */
export const LayerHealth = z.object({
  rid: z.string().nullable(),
  bitrateBps: z.int().min(0),
  score: z.int().min(0).max(10).describe('mediasoup score: 10 is perfect, 0 is nothing arriving'),
  wanted: z.boolean().default(true).describe('Whether anybody takes it; one that nobody takes need not be sent'),
});

export const notes = {
  /** The stream's life: live, ended. */
  'room.state': {
    audience: 'public',
    body: z.object({ state: StreamState, reason: z.enum(['started', 'ended', 'no_media']).optional() }),
  },
  /** Title, tags or what comes before being live changed. */
  'room.stream': { audience: 'public', body: z.object({ stream: Stream }) },
  /** Who is here; at most one a second. */
  'room.presence': { audience: 'public', body: Presence },
  /** What is being sent; a new media epoch means: start over with `watch.sync`. */
  'room.media': { audience: 'public', body: RoomMedia },
  /** What moderators keep from the audience now: its sound, a clear picture, or both. */
  'room.hold': { audience: 'public', body: RoomHold },
  /** Staff decided something about the show: what, and why. */
  'moderation.acted': {
    audience: 'performer',
    body: z.object({
      ...{ id: Id, act: ModerationActName, reason: z.string() },
      at: z.iso.datetime().optional().describe('When it was decided; a server of the version before does not say'),
    }),
  },
  /** What is being sent, for staff: a test before a show too. Who hears it takes this instead of `room.media`. */
  'staff.media': { audience: 'staff', body: RoomMedia },
  /** What arrives of the performer's own sources; every two seconds while sending. */
  'publish.health': {
    audience: 'performer',
    body: z.object({
      producers: z.array(z.object({ id: MediaId, source: Source, layers: z.array(LayerHealth) })),
    }),
  },
  /** The session's transport to receive, or to send, is gone while the room goes on: start over with it at once. */
  'watch.lost': { audience: 'session', body: z.object({ mediaEpoch: z.int().min(1), transport: MediaId }) },
  'publish.lost': { audience: 'session', body: z.object({ mediaEpoch: z.int().min(1), transport: MediaId }) },
  /**
   * The transport to receive will be gone in some seconds: `watch.sync` gives another, and this one flows until then. Who does
   * not is told `watch.lost`.
   */
  'watch.leaving': { audience: 'session', body: z.object({ mediaEpoch: z.int().min(1), transport: MediaId }) },
  /**
   * The room's media moves to this media epoch: `publish.open` gives a transport there, and what is sent at the old one is
   * shown until the new one is. Who does not begin there within some seconds is told by `room.media` that nothing is sent.
   */
  'publish.moving': { audience: 'performer', body: z.object({ mediaEpoch: z.int().min(1) }) },
  /** The same for the guest of a two-way room. */
  'call.moving': { audience: 'session', body: z.object({ mediaEpoch: z.int().min(1) }) },
  /** The highest layer of a producer that anybody takes now: sending those above it is for nobody. */
  'publish.layers': { audience: 'session', body: z.object({ producer: MediaId, spatialLayer: z.int().min(0) }) },
  /** The performer's media was taken over by another of their tabs or devices. */
  'publish.taken-over': { audience: 'session', body: z.object({}) },
  /**
   * What this session may do in the room changed: it was appointed or dismissed. `cursor` is where the notes of
   * `moderators` begin for it; ask `chat.open` again.
   */
  'room.rights': { audience: 'session', body: z.object({ moderates: z.boolean(), cursors: z.array(Cursor) }) },
  /** The session was put out of the room: joining again is refused; or, in a two-way room, another session of the person sits there. */
  'room.removed': { audience: 'session', body: z.object({ reason: z.enum(['banned', 'taken_over']) }) },

  /** A line that everybody may see. A client that has it already changes nothing. */
  'chat.line': { audience: 'public', body: z.object({ line: ChatLine }) },
  /** Lines that are gone: by their author, by a moderator, or with their author. */
  'chat.gone': { audience: 'public', body: z.object({ lines: z.array(Id).min(1).max(500) }) },
  'chat.pinned': { audience: 'public', body: z.object({ line: ChatLine.nullable() }) },
  'chat.settings': { audience: 'public', body: z.object({ settings: ChannelSettings }) },
  /** A line waits for a moderator. */
  'chat.held': { audience: 'moderators', body: HeldLine },
  /** A held line was decided, by whom. */
  'chat.judged': {
    audience: 'moderators',
    body: z.object({ line: Id, verdict: z.enum(['release', 'remove']), by: z.string() }),
  },
  /** A person was silenced, shut out or let in again (null), by whom. */
  'chat.sanctioned': {
    audience: 'moderators',
    body: z.object({
      person: z.object({ id: Id, displayName: z.string() }),
      mute: ChatMute.nullable(),
      by: z.string(),
    }),
  },
  /** What a moderator decided about the person's own held line. */
  'chat.verdict': {
    audience: 'person',
    body: z.object({ room: Id, line: Id, text: z.string(), verdict: z.enum(['release', 'remove']) }),
  },
  /** The person was silenced, shut out or let in again (null) in a channel. */
  'chat.muted': {
    audience: 'person',
    body: z.object({ performer: z.object({ id: Id, displayName: z.string() }), mute: ChatMute.nullable() }),
  },
  /** A public tip: to be animated once. A client that has it already changes nothing. */
  'tip.shown': { audience: 'public', body: z.object({ tip: ShownTip }) },
  /** The message of a shown tip was let through, or taken away. */
  'tip.judged': { audience: 'public', body: JudgedTip },
  /** The performer's goal as it stands; null: there is none. */
  'tip.goal': { audience: 'public', body: z.object({ goal: TipGoal.nullable() }) },
  'tip.menu': { audience: 'public', body: z.object({ menu: z.array(TipMenuItem) }) },
  /** The session's leaderboard; at most one a second. */
  'tip.board': { audience: 'public', body: z.object({ board: Leaderboard }) },
  /** A tip as its performer hears of it, private ones too. */
  'tip.received': { audience: 'performer', body: ReceivedTip },
  /** A message waits for a moderator. */
  'tip.held': { audience: 'moderators', body: HeldTip },
  /** What the person can spend now. */
  'wallet.changed': { audience: 'person', body: z.object({ balance: Tokens }) },
  /** Tips of the person were divided: given ones are settled; a performer's earnings come along. */
  'tip.settled': {
    audience: 'person',
    body: z.object({ tips: z.array(Id).max(500), earnings: Earnings.nullable() }),
  },
  'notification.new': { audience: 'person', body: z.object({ notification: Notification, unread: z.int().min(0) }) },
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
