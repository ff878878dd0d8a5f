/**
 * The words of channels in which something is said: read once for each version, the same array each time, so that they are
 * folded once.
 */
import type { Reader } from '#platform/database/index.ts';
import type { ListedWord } from '#protocol/http/channels.ts';
import { readChannelWords } from '../channels/index.ts';

interface Kept {
  readonly version: number;
  readonly words: readonly ListedWord[];
}

const mostChannels = 1_000;
const none: readonly ListedWord[] = [];

/** @returns what gives a channel's words of a version */
export function keepWords(read: Reader): (performerId: string, version: number) => Promise<readonly ListedWord[]> {
  const kept = new Map<string, Kept>();
  return async (performerId, version) => {
    if (version === 0) return none;
    const known = kept.get(performerId);
    if (known !== undefined && known.version >= version) return known.words;
    const words = await readChannelWords(read, performerId);
    // The least lately added goes: it is read again where it is needed.
    const [oldest] = kept.keys();
    if (kept.size >= mostChannels && oldest !== undefined) kept.delete(oldest);
    kept.set(performerId, { version, words });
    return words;
  };
}
