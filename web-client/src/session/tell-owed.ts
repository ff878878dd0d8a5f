/**
 * Tells the server of a sign-out that is owed, again and again until it is told.
 */
import { tellSignOut } from '../api/index.ts';

/** How long to wait before trying a server again that could not be reached. */
const retryMs = 5_000;
let next: ReturnType<typeof setTimeout> | undefined;

/** Begins at once; nothing happens where nothing is owed. Resolves after the first try. */
export async function tellOwed(): Promise<void> {
  clearTimeout(next);
  try {
    await tellSignOut();
  } catch {
    next = setTimeout(() => void tellOwed(), retryMs);
  }
}
