/**
 * When to say that media arrives in a room: at once when it starts, then every 5 s while it goes on.
 */
export interface Flow {
  /** When it was last said, on a clock that never jumps; undefined while nothing arrives. */
  readonly toldAtMs: number | undefined;
}

export const noFlow: Flow = { toldAtMs: undefined };

const repeatMs = 5_000;

/** Whether it is time to look at what arrived: always while nothing flows, else when it must be said again. */
export function isDue(flow: Flow, nowMs: number): boolean {
  return flow.toldAtMs === undefined || nowMs - flow.toldAtMs >= repeatMs;
}

/** What follows from a look. @param arrived whether media arrived since the last look */
export function afterLook(flow: Flow, arrived: boolean, nowMs: number): { flow: Flow; tell: boolean } {
  if (!arrived) return { flow: isDue(flow, nowMs) ? noFlow : flow, tell: false };
  return isDue(flow, nowMs) ? { flow: { toldAtMs: nowMs }, tell: true } : { flow, tell: false };
}
