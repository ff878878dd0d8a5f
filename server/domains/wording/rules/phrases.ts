/**
 * Phrases as regular expressions over folded words. A source is written in lower-case ASCII with single spaces and without
 * apostrophes ("ill kill you"). Repetition is bounded in every source: the time a line takes grows with its length.
 */
import type { Finding } from './findings.ts';
import type { FoldedText } from './fold-text.ts';

export interface Phrases extends Finding {
  /** Matches whole words; in a squeezed reading spaces are optional. */
  readonly whole: RegExp;
  readonly squeezed: RegExp;
}

/** Compiles sources to one pair of expressions. */
export function phrases(verdict: Finding['verdict'], reason: Finding['reason'], sources: readonly string[]): Phrases {
  // A source with free words in it has no borders left once spaces are optional, and would be slow.
  const firm = sources.filter((source) => !/\\w|\.\{/.test(source)).map((source) => source.replaceAll(' ', ' ?'));
  return { verdict, reason, whole: anyOf(sources), squeezed: anyOf(firm) };
}

/** An expression that matches any of the sources as whole words. */
export function anyOf(sources: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join('|') || '(?!)'})(?![\\p{L}\\p{N}])`, 'u');
}

/** Which of the phrases occur in any reading of a text. */
export function findPhrases(text: FoldedText, all: readonly Phrases[]): Finding[] {
  return all
    .filter(
      ({ whole, squeezed }) =>
        text.readings.some((reading) => whole.test(reading)) || text.squeezed.some((reading) => squeezed.test(reading)),
    )
    .map(({ verdict, reason }) => ({ verdict, reason }));
}
