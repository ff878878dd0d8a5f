/**
 * A room's chat as the page knows it, and how each answer and each note changes it. Pure, and made so that it does not
 * matter in which order an answer and the notes around it arrive: notes that came while an answer was on its way are
 * applied again on top of it.
 */
import { type ChannelSettings, defaultChannelSettings } from '#protocol/http/channels.ts';
import {
  type ChatLine,
  type ChatMute,
  type ChatSnapshot,
  type HeldLine,
  ownHeldAtOnce,
} from '#protocol/socket/chat.ts';
import type { Note } from '#protocol/socket/notes.ts';
import { afterLine, afterOwnHeld, afterVerdict, type OwnLines } from './own-lines.ts';
import { afterNewest, noLines, oldestOf, withoutLines } from './shown-lines.ts';

export interface ChatState extends OwnLines {
  /** `opening`: nothing is known yet. `failed`: it could not be read, and trying again is up to the person. */
  readonly phase: 'opening' | 'open' | 'failed';
  readonly pinned: ChatLine | null;
  readonly settings: ChannelSettings;
  readonly moderates: boolean;
  readonly appoints: boolean;
  readonly mute: ChatMute | null;
  /** What waits for a moderator, for those who are one; oldest first. */
  readonly held: readonly HeldLine[];
  /** Whether older lines are on their way. */
  readonly reading: boolean;
  /** When the person may say the next line, on the clock the chat was given, in milliseconds. */
  readonly readyAt: number;
}

/** Whose chat it is and who looks at it. */
export interface Beholder {
  readonly room: string;
  readonly performer: string;
  readonly me: string | undefined;
}

/** Held lines that are shown at most. */
const maxHeld = 200;

export const closedChat: ChatState = {
  ...noLines,
  own: [],
  verdicts: new Map(),
  phase: 'opening',
  pinned: null,
  settings: defaultChannelSettings,
  moderates: false,
  appoints: false,
  mute: null,
  held: [],
  reading: false,
  readyAt: 0,
};

/** After the answer to `chat.open`. */
export function afterSnapshot(state: ChatState, snapshot: ChatSnapshot): ChatState {
  const { pinned, settings, moderates, appoints, mute, held } = snapshot;
  const shown = new Set(snapshot.lines.map(({ id }) => id));
  const own = state.own.filter(({ line }) => line === undefined || !shown.has(line.id));
  const next = withOwnHeld(afterNewest({ ...state, own }, snapshot), snapshot);
  return { ...withPin(next, pinned), phase: 'open', settings, moderates, appoints, mute, held: held.slice(0, maxHeld) };
}

/** A server of the version before says nothing about it. */
function withOwnHeld(state: ChatState, { ownHeld, lines, more }: ChatSnapshot): ChatState {
  if (ownHeld === undefined) return state;
  const first = oldestOf(lines);
  const covers = ({ id }: ChatLine): boolean => !more || (first !== undefined && id >= first.id);
  return afterOwnHeld(state, ownHeld, { complete: ownHeld.length < ownHeldAtOnce, covers });
}

/** After a note; the very same object where it is about something else. */
export function afterNote(state: ChatState, note: Note, { room, performer, me }: Beholder): ChatState {
  if (note.room !== null && note.room !== room) return state;
  switch (note.name) {
    case 'chat.line':
      return afterLine(state, note.body.line, me);
    case 'chat.gone':
      return afterGone(state, note.body.lines);
    case 'chat.pinned':
      return withPin(state, note.body.line);
    case 'chat.settings':
      return { ...state, settings: note.body.settings };
    case 'chat.held':
      return withHeld(state, note.body);
    case 'chat.judged':
      return withoutHeld(state, [note.body.line]);
    case 'chat.verdict':
      return note.body.room === room ? afterVerdict(state, note.body.line, note.body.verdict) : state;
    case 'chat.muted':
      return note.body.performer.id === performer ? afterMute(state, note.body.mute) : state;
    default:
      return state;
  }
}

/** Who is silenced loses what waited for a moderator. */
function afterMute(state: ChatState, mute: ChatMute | null): ChatState {
  if (mute === null) return { ...state, mute };
  const own = state.own.map((one) => (one.state === 'held' ? { ...one, state: 'removed' as const } : one));
  return { ...state, mute, own };
}

/** Lines were taken away: from the lines, the pin, the queue and what waits for a verdict. */
export function afterGone(state: ChatState, ids: readonly string[]): ChatState {
  const next = withoutHeld(withoutLines(state, ids), ids);
  const own = next.own.filter(({ line }) => line === undefined || !ids.includes(line.id));
  return withPin({ ...next, own: own.length === next.own.length ? next.own : own }, next.pinned);
}

/** A held line was decided or is gone. */
export function withoutHeld(state: ChatState, ids: readonly string[]): ChatState {
  if (!state.held.some(({ line }) => ids.includes(line.id))) return state;
  return { ...state, held: state.held.filter(({ line }) => !ids.includes(line.id)) };
}

/** Back in the queue: what was thought decided is not. */
export function withHeld(state: ChatState, given: HeldLine): ChatState {
  if (state.gone.has(given.line.id) || state.held.some(({ line }) => line.id === given.line.id)) return state;
  const held = [...state.held, given].sort((one, other) => (one.line.id < other.line.id ? -1 : 1));
  return { ...state, held: held.slice(-maxHeld) };
}

/** What is gone is not pinned either. */
function withPin(state: ChatState, line: ChatLine | null): ChatState {
  return { ...state, pinned: line !== null && state.gone.has(line.id) ? null : line };
}
