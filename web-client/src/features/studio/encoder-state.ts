/**
 * A show that an encoder sends, as its performer's page sees it. Pure. LIVE is what the server says, and that something
 * comes is what it measures.
 */
import type { RoomHold } from '#protocol/http/moderation.ts';
import type { Stream } from '#protocol/http/streams.ts';
import type { Presence } from '#protocol/socket/room.ts';
import type { RoomState } from '../../signalling/room-state.ts';
import { arrives, atRest, type BroadcastState, type Health, nothingHeld, type Problem } from './broadcast-state.ts';

export interface EncoderState {
  readonly stream: Stream | undefined;
  readonly presence: Presence | undefined;
  /** What moderators keep from the audience, as the room last said. */
  readonly hold: RoomHold;
  /** What the media server last said arrives; empty where nothing is connected that sends. */
  readonly health: Health;
  /** When it went on air, as the server wrote it. */
  readonly since: string | undefined;
  /** It was on air while this page was open. */
  readonly wasLive: boolean;
  readonly doing: 'starting' | 'ending' | undefined;
  readonly problem: Problem | undefined;
  /** The room is shut to this page: the code says why. */
  readonly refused: string | undefined;
}

export const encoderAtRest: EncoderState = {
  stream: undefined,
  presence: undefined,
  hold: nothingHeld,
  health: [],
  since: undefined,
  wasLive: false,
  doing: undefined,
  problem: undefined,
  refused: undefined,
};

export function withRoom(state: EncoderState, room: RoomState): EncoderState {
  if (room.phase === 'joining') return state;
  if (room.phase === 'refused') return { ...state, refused: room.code };
  return withStream({ ...state, presence: room.presence, hold: room.hold, refused: undefined }, room.stream);
}

/** News of the stream: a moment of beginning that was known stays known while it lasts. */
export function withStream(state: EncoderState, stream: Stream): EncoderState {
  const live = stream.state === 'LIVE';
  const since = live ? (stream.liveSince ?? state.since) : undefined;
  return { ...state, stream, since, wasLive: state.wasLive || live };
}

/** What the encoder does, in a word. */
export function encoderStatus({ stream, health }: EncoderState): 'joining' | 'waiting' | 'connected' | 'sending' {
  if (stream === undefined) return 'joining';
  if (arrives(health)) return 'sending';
  return health.length > 0 ? 'connected' : 'waiting';
}

export function isLive({ stream }: EncoderState): boolean {
  return stream?.state === 'LIVE';
}

/** As the sign over the studio knows shows. */
export function broadcastOf(state: EncoderState): BroadcastState {
  const { stream, presence, hold, since, health, problem, doing, wasLive } = state;
  const over = wasLive && doing === undefined ? 'ended' : 'setup';
  const before = doing === 'starting' ? 'starting' : over;
  return {
    ...atRest,
    stream,
    presence,
    hold,
    since,
    health,
    problem,
    publish: 'connected',
    phase: isLive(state) ? 'live' : before,
  };
}
