/**
 * The life of a stream as one table. READY → TESTING → LIVE → OFFLINE → STALE → ARCHIVED; a stream that went offline may
 * be tested and go live again, which opens a new session.
 */

export type State = 'READY' | 'TESTING' | 'LIVE' | 'OFFLINE' | 'STALE' | 'ARCHIVED';

/**
 * - `test`: the performer sends, only they and staff see it. `start`: goes live. `end`: the performer ends it.
 * - `silence`: nothing was sent for 60 seconds. `age`: a week offline, then thirty days stale.
 */
export type Step = 'test' | 'start' | 'end' | 'silence' | 'age';

/** What each step leads to; null: there is no such step. A state that leads to itself: repeating changes nothing. */
const table: Readonly<Record<State, Readonly<Record<Step, State | null>>>> = {
  READY: { test: 'TESTING', start: 'LIVE', end: null, silence: null, age: null },
  TESTING: { test: 'TESTING', start: 'LIVE', end: 'READY', silence: 'READY', age: null },
  LIVE: { test: null, start: 'LIVE', end: 'OFFLINE', silence: 'OFFLINE', age: null },
  OFFLINE: { test: 'TESTING', start: 'LIVE', end: 'OFFLINE', silence: 'OFFLINE', age: 'STALE' },
  STALE: { test: null, start: null, end: null, silence: null, age: 'ARCHIVED' },
  ARCHIVED: { test: null, start: null, end: null, silence: null, age: null },
};

/** What a test that is over leads back to. @param endedAt when the stream was live last; null: never */
export function afterTest(endedAt: Date | null): State {
  return endedAt === null ? 'READY' : 'OFFLINE';
}

/** The state after a step, `from` itself where repeating changes nothing, null where the step is refused. */
export function stateAfter(from: State, step: Step): State | null {
  return table[from][step];
}
