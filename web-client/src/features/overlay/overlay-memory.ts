/**
 * Up to where the overlay has read, and what it has read and not shown yet: kept through a reload, so that nothing comes
 * twice and nothing is lost. Pure.
 */
import { z } from 'zod';
import { PageCursor } from '#protocol/http/amounts.ts';
import { ShownTip } from '#protocol/http/tips.ts';

/** More are not kept: what waits this long is shown as a sum anyway. */
const most = 300;

const Memory = z.object({
  /** Of which address it is; another one begins anew. */
  token: z.string(),
  cursor: PageCursor.nullable(),
  waiting: z.array(ShownTip).max(most),
});
export type OverlayMemory = Readonly<z.infer<typeof Memory>>;

/** Nothing read yet: the first answer brings only the place from which to read on. */
export function freshMemory(token: string): OverlayMemory {
  return { token, cursor: null, waiting: [] };
}

/** What was kept, where it is of this address and whole; else a fresh one. */
export function memoryFrom(kept: string | null, token: string): OverlayMemory {
  if (kept === null) return freshMemory(token);
  try {
    const found = Memory.safeParse(JSON.parse(kept));
    return found.success && found.data.token === token ? found.data : freshMemory(token);
  } catch {
    return freshMemory(token);
  }
}

/** What is to be shown of an answer: not what is too small, nor what waits already. */
export function newTips(memory: OverlayMemory, tips: readonly ShownTip[], leastTokens: string): ShownTip[] {
  const known = new Set(memory.waiting.map(({ id }) => id));
  return tips.filter(({ id, amount }) => BigInt(amount) >= BigInt(leastTokens) && !known.has(id));
}

/** With another place to read on from, and what came up to it. Where there is too much, the oldest go. */
export function readUpTo(memory: OverlayMemory, cursor: string, tips: readonly ShownTip[]): OverlayMemory {
  return { ...memory, cursor, waiting: [...memory.waiting, ...tips].slice(-most) };
}

/**
 * Without what has come on: one tip, or, where several share a card, all that waited for it.
 * @param count how many are on the card
 */
export function withoutShown(memory: OverlayMemory, id: string | undefined, count: number): OverlayMemory {
  return { ...memory, waiting: count === 1 ? memory.waiting.filter((tip) => tip.id !== id) : [] };
}
