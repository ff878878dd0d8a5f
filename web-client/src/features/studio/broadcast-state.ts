/**
 * Where a broadcast is between "nobody sees me" and "everybody does", and what moves it on. Pure; the rule that matters is
 * `confirmed`: LIVE is what the server says, never what we hope.
 */
import type { RoomHold } from '#protocol/http/moderation.ts';
import type { Stream } from '#protocol/http/streams.ts';
import type { NoteBody } from '#protocol/socket/notes.ts';
import type { Presence } from '#protocol/socket/room.ts';
import type { PublishState } from '../../media/publish-state.ts';
import type { RoomState } from '../../signalling/room-state.ts';

export type Step = 'announcing' | 'entering' | 'sending' | 'opening' | 'confirming';
/** `testing`: it is sent, and only the performer and staff see it. */
export type Phase = 'setup' | 'testing' | 'starting' | 'live' | 'ending' | 'ended';
export type Health = NoteBody<'publish.health'>['producers'];

/** Something that went wrong, for the person: a code of the server or of ours. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

export interface BroadcastState {
  readonly phase: Phase;
  /** While starting. */
  readonly step: Step | undefined;
  /** The show was on before this page was: it is taken up again. */
  readonly again: boolean;
  readonly problem: Problem | undefined;
  readonly stream: Stream | undefined;
  /** When it went on air, as the server wrote it. */
  readonly since: string | undefined;
  readonly presence: Presence | undefined;
  /** What moderators keep from the audience, as the room last said. */
  readonly hold: RoomHold;
  readonly publish: PublishState;
  /** What the media server last said arrives; empty where it has said nothing or nothing of late. */
  readonly health: Health;
  /** Most people at once, for the summary. */
  readonly peak: number;
}

export const nothingHeld: RoomHold = { muted: false, blurred: false, paused: false };

export const atRest: BroadcastState = {
  phase: 'setup',
  step: undefined,
  again: false,
  problem: undefined,
  stream: undefined,
  since: undefined,
  presence: undefined,
  hold: nothingHeld,
  publish: 'idle',
  health: [],
  peak: 0,
};

/** Whether anything of ours arrives at the media server. */
export function arrives(health: Health): boolean {
  return health.some(({ layers }) => layers.some(({ bitrateBps, score }) => bitrateBps > 0 || score > 0));
}

/**
 * What the room says, taken in. An end that we did not ask for ends the broadcast too; a test that is public is a show,
 * whatever became of the answer to our question.
 */
export function afterRoom(state: BroadcastState, room: RoomState): BroadcastState {
  // Shut out, or no performer any more: the server has let go of what we sent.
  if (room.phase === 'refused' && isOut(state))
    return { ...atRest, problem: { code: room.code, message: room.message } };
  if (room.phase !== 'joined') return state;
  const { stream, presence, hold } = room;
  const next = { ...state, stream, presence, hold, peak: Math.max(state.peak, presence.count) };
  const over = stream.state !== 'LIVE' && stream.state !== 'READY' && stream.state !== 'TESTING';
  if (over && (state.phase === 'live' || state.step === 'confirming'))
    return { ...next, phase: 'ended', step: undefined };
  if (state.phase !== 'testing' || stream.state === 'TESTING') return confirmed(next);
  if (stream.state === 'LIVE') {
    const since = stream.liveSince ?? undefined;
    return confirmed({ ...next, phase: 'starting', step: 'confirming', since, problem: undefined });
  }
  // Nothing was sent for a while, or another tab ended it. That it began may not have been said yet.
  return state.stream?.state === 'TESTING' ? { ...atRest, problem: state.problem } : next;
}

/** The show that moderators can act on now, and what they keep from its audience: of what is over there is none. */
export function moderatedIn({ stream, hold }: Pick<BroadcastState, 'stream' | 'hold'>) {
  const on = stream?.state === 'LIVE' || stream?.state === 'TESTING';
  return on ? { room: stream.id, hold } : { room: undefined, hold: nothingHeld };
}

/** Whether something is sent that has a room. */
function isOut({ phase, step }: BroadcastState): boolean {
  return phase === 'live' || phase === 'testing' || step === 'confirming';
}

export function afterHealth(state: BroadcastState, health: Health): BroadcastState {
  return confirmed({ ...state, health });
}

/** LIVE: the last step was made, the server calls the stream live, and it sees media arrive. */
export function confirmed(state: BroadcastState): BroadcastState {
  if (state.step !== 'confirming' || state.stream?.state !== 'LIVE' || !arrives(state.health)) return state;
  return { ...state, phase: 'live', step: undefined, problem: undefined };
}
