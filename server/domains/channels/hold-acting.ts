/**
 * Keeps the right of somebody to moderate a channel until the transaction ends: whoever dismisses or silences them waits for
 * what they do, and whoever was dismissed, silenced or suspended before does nothing any more. Several may act at once.
 */
import type { Writer } from '#platform/database/index.ts';
import { requireStill } from './access.ts';
import type { Acting } from './parts.ts';
import { shareChannels } from './store.ts';

/** @throws Refusal FORBIDDEN where they do not moderate in this capacity any more */
export async function holdActing(tx: Writer, by: Acting): Promise<void> {
  await shareChannels(tx, [by.performerId]);
  await requireStill(tx, by);
}
