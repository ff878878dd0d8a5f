/**
 * A room's tips as the page knows them, and how each answer and each note changes them. Pure, and harmless where a change is
 * applied twice: notes that came while an answer was on its way are applied again on top of it.
 */
import type { Leaderboard, ShownTip, Tip, TipGoal, TipMenuItem } from '#protocol/http/tips.ts';
import type { Earnings } from '#protocol/http/wallet.ts';
import type { Note } from '#protocol/socket/notes.ts';
import { type HeldTip, heldAtOnce, type TipSnapshot } from '#protocol/socket/tips.ts';

export interface TipsState {
  /** `opening`: nothing is known yet. `failed`: it could not be read, and trying again is up to the person. */
  readonly phase: 'opening' | 'open' | 'failed';
  /** Public ones of this session, oldest first. */
  readonly recent: readonly ShownTip[];
  readonly goal: TipGoal | null;
  readonly menu: readonly TipMenuItem[];
  /** Of this session. */
  readonly board: Leaderboard;
  /** What waits for a moderator, for those who are one; oldest first. */
  readonly held: readonly HeldTip[];
  /** Up to this id all that waits is known; more may wait behind it. Undefined: all that waits is known. */
  readonly heldUpTo: string | undefined;
  /** The performer's own; null for others. */
  readonly earnings: Earnings | null;
  /** What the performer was given while this page listened, private ones too; newest first. */
  readonly received: readonly Tip[];
  /** Tips of the person that were divided, by id: as giver or as performer. */
  readonly settled: ReadonlySet<string>;
}

const maxRecent = 100;
const maxHeld = 200;
export const maxReceived = 300;
const maxSettled = 2_000;

export const noTips: TipsState = {
  phase: 'opening',
  recent: [],
  goal: null,
  menu: [],
  board: { period: 'session', entries: [] },
  held: [],
  heldUpTo: undefined,
  earnings: null,
  received: [],
  settled: new Set(),
};

/** What is one person's own. */
export const nobodys = { held: [], heldUpTo: undefined, earnings: null, received: [], settled: new Set<string>() };

/** After the answer to `tip.open`: what it tells of is as it says; tips older than it reaches stay. */
export function afterSnapshot(state: TipsState, snapshot: TipSnapshot): TipsState {
  const { recent, goal, menu, board, held, earnings } = snapshot;
  const known = new Set(recent.map(({ id }) => id));
  const first = recent[0]?.id;
  const older = state.recent.filter(({ id }) => first !== undefined && id < first && !known.has(id));
  return {
    ...state,
    phase: 'open',
    recent: [...older, ...recent].slice(-maxRecent),
    ...{ goal, menu, board, earnings },
    held,
    heldUpTo: held.length < heldAtOnce ? undefined : held.at(-1)?.tip.id,
  };
}

/** Whether all that was known to wait is decided and more may wait: it is to be asked for. */
export function wantsHeld({ held, heldUpTo }: TipsState): boolean {
  return heldUpTo !== undefined && !held.some(({ tip }) => tip.id <= heldUpTo);
}

/** After a note; the very same object where it is about something else. @param room whose tips they are */
export function afterNote(state: TipsState, note: Note, room: string): TipsState {
  if (note.room !== null && note.room !== room) return state;
  switch (note.name) {
    case 'tip.shown':
      return withTip(state, note.body.tip);
    case 'tip.judged':
      return afterVerdict(state, note.body.tip, note.body.message);
    case 'tip.goal':
      return { ...state, goal: note.body.goal };
    case 'tip.menu':
      return { ...state, menu: note.body.menu };
    case 'tip.board':
      return { ...state, board: note.body.board };
    case 'tip.received':
      return afterReceived({ ...state, earnings: note.body.earnings }, [note.body.tip]);
    case 'tip.held':
      return withHeld(state, note.body);
    case 'tip.settled':
      return afterSettled(state, note.body.tips, note.body.earnings);
    default:
      return state;
  }
}

function withTip(state: TipsState, tip: ShownTip): TipsState {
  if (state.recent.some(({ id }) => id === tip.id)) return state;
  return { ...state, recent: inOrder([...state.recent, tip]).slice(-maxRecent) };
}

/** What a moderator decided stands on the tip, and it waits no more. */
function afterVerdict(state: TipsState, id: string, message: string | null): TipsState {
  const judged = <T extends ShownTip>(tip: T): T => (tip.id === id ? { ...tip, message } : tip);
  const messageState = message === null ? 'removed' : 'shown';
  return withoutHeld(
    {
      ...state,
      recent: state.recent.map(judged),
      received: state.received.map((tip) => (tip.id === id ? { ...tip, message, messageState } : tip)),
    },
    id,
  );
}

/** Takes tips of the performer in, whether by note or from the history. Each stands there once, as far as it has come. */
export function afterReceived(state: TipsState, tips: readonly Tip[]): TipsState {
  const all = new Map(state.received.map((tip) => [tip.id, tip]));
  for (const tip of tips) all.set(tip.id, furtherOf(all.get(tip.id), tip));
  const received = inOrder([...all.values()])
    .reverse()
    .slice(0, maxReceived);
  return { ...state, received: received.map((tip) => (state.settled.has(tip.id) ? asSettled(tip) : tip)) };
}

function afterSettled(state: TipsState, ids: readonly string[], earnings: TipsState['earnings']): TipsState {
  const settled = new Set([...state.settled, ...ids].slice(-maxSettled));
  const received = state.received.map((tip) => (settled.has(tip.id) ? asSettled(tip) : tip));
  return { ...state, settled, received, earnings: earnings ?? state.earnings };
}

/** Of the same tip, told twice: what was divided stays divided, and what was decided about its message stays decided. */
function furtherOf(known: Tip | undefined, told: Tip): Tip {
  if (known === undefined) return told;
  const judged = known.messageState === 'held' ? told : known;
  const { message, messageState } = judged;
  return { ...known, message, messageState, state: told.state === 'settled' ? 'settled' : known.state };
}

function asSettled(tip: Tip): Tip {
  return tip.state === 'settled' ? tip : { ...tip, state: 'settled' };
}

/** In the queue, by a note or because what was thought decided is not. Where it is full, those that came last wait unseen. */
export function withHeld(state: TipsState, given: HeldTip): TipsState {
  if (state.held.some(({ tip }) => tip.id === given.tip.id)) return state;
  const all = [...state.held, given].sort((one, other) => (one.tip.id < other.tip.id ? -1 : 1));
  const held = all.slice(0, maxHeld);
  const last = held.at(-1)?.tip.id;
  const full = all.length > maxHeld && last !== undefined;
  return { ...state, held, heldUpTo: full ? least(state.heldUpTo, last) : state.heldUpTo };
}

function least(known: string | undefined, id: string): string {
  return known !== undefined && known < id ? known : id;
}

/** Its message was decided. */
export function withoutHeld(state: TipsState, id: string): TipsState {
  if (!state.held.some(({ tip }) => tip.id === id)) return state;
  return { ...state, held: state.held.filter(({ tip }) => tip.id !== id) };
}

/** Ids sort by time. */
function inOrder<T extends { readonly id: string }>(tips: T[]): T[] {
  return tips.sort((one, other) => (one.id < other.id ? -1 : 1));
}
