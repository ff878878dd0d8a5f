/**
 * Which layers a performer should send: up to the highest that anybody takes, and the lowest always, so that whoever comes
 * sees something at once. A layer more is said at once, for somebody waits for it. One less is said only after ten seconds in
 * which nobody wanted it: an encoder that begins anew costs a key frame, and viewers come and go.
 */
export interface Demand {
  /** The highest layer the performer was told to send. */
  readonly told: number;
  /** The highest that was taken since fewer were; undefined while all that is sent is taken. */
  readonly less: { readonly layer: number; readonly sinceMs: number } | undefined;
}

const patienceMs = 10_000;

/** Of a producer that was just opened: it sends all it has. */
export function demandOf(top: number): Demand {
  return { told: top, less: undefined };
}

/** What follows from a count. @param taken the highest layer anybody takes now @param nowMs on a clock that never jumps */
export function afterCount({ told, less }: Demand, taken: number, nowMs: number): Demand {
  if (taken >= told) return { told: taken, less: undefined };
  const layer = Math.max(taken, less?.layer ?? 0);
  const sinceMs = less?.sinceMs ?? nowMs;
  if (nowMs - sinceMs < patienceMs) return { told, less: { layer, sinceMs } };
  return { told: layer, less: undefined };
}
