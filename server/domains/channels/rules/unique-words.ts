/**
 * A list of words in which each stands once.
 */
import type { ListedWord } from '#protocol/http/channels.ts';

/** Capitals make no difference; of two verdicts about a word the harder one stays, at the place of the first. */
export function uniqueWords(words: readonly ListedWord[]): ListedWord[] {
  const byText = new Map<string, ListedWord>();
  for (const word of words) {
    const folded = word.text.toLowerCase();
    const before = byText.get(folded);
    if (before === undefined) byText.set(folded, word);
    else if (word.verdict === 'block') byText.set(folded, { ...before, verdict: 'block' });
  }
  return [...byText.values()];
}
