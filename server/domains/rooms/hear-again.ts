/**
 * News of media nodes that could not be acted on, because Postgres or Redis was away: acted on again until it can be. Of
 * what a room sends only the newest counts, because each piece of news says all of it.
 */
import type { NodeEvent } from '../nodes/index.ts';

export interface HearingAgain {
  /** Takes one piece of news; what fails is told and kept. Never rejects. */
  hear(news: NodeEvent): Promise<void>;
  /** Takes what was kept, once more. Never rejects. */
  again(): Promise<void>;
}

/** @param act on one piece of news; may be repeated @param failed is told every failure */
export function hearAgain(act: (news: NodeEvent) => Promise<void>, failed: (error: unknown) => void): HearingAgain {
  const kept = new Map<string, NodeEvent>();

  async function hear(news: NodeEvent): Promise<void> {
    const key = keyOf(news);
    // Newer than what is kept; a failure below keeps it instead.
    if (key !== undefined) kept.delete(key);
    try {
      await act(news);
    } catch (error) {
      failed(error);
      if (key !== undefined && !kept.has(key)) kept.set(key, news);
    }
  }
  return {
    hear,
    async again() {
      // What came meanwhile has replaced it, or was acted on.
      for (const [key, news] of [...kept]) if (kept.get(key) === news) await hear(news);
    },
  };
}

/** What replaces what; undefined: the next news of its kind says it again, or nobody waits for it. */
function keyOf(news: NodeEvent): string | undefined {
  if (news.kind === 'lost') return `lost ${news.node}`;
  const { event, body } = news.event;
  return event === 'room.producers' || event === 'room.lost' ? `${event} ${body.room}` : undefined;
}
