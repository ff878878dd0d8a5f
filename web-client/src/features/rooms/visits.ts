/**
 * The visits under way. A component may be rendered twice, or unmounted and mounted again at once (React's strict mode);
 * the visit behind it is one all the same.
 */
import { enter, type Visit } from './visit.ts';

interface Entry {
  readonly visit: Visit;
  holders: number;
}

const entries = new Map<string, Entry>();

/** The visit to this room, begun where there is none. Safe to call while rendering. */
export function visitTo(streamId: string): Visit {
  return entryOf(streamId).visit;
}

/** Keeps the visit until the returned function is called. */
export function holdVisit(streamId: string): () => void {
  const entry = entryOf(streamId);
  entry.holders += 1;
  return () => {
    entry.holders -= 1;
    setTimeout(() => {
      if (entry.holders > 0 || entries.get(streamId) !== entry) return;
      entries.delete(streamId);
      entry.visit.leave();
    });
  };
}

function entryOf(streamId: string): Entry {
  const entry = entries.get(streamId) ?? { visit: enter(streamId), holders: 0 };
  entries.set(streamId, entry);
  return entry;
}
