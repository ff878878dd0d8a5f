/**
 * Bad words by the `obscenity` library, as far as its English data set finds no innocent ones; see `rules/listed-words.ts`.
 * Disguises are ours (`rules/fold-text.ts`): the library's own would read "455" as a word.
 */
import { collapseDuplicatesTransformer, DataSet, englishDataset, RegExpMatcher } from 'obscenity';
import type { Finding } from './rules/findings.ts';
import type { FoldedText } from './rules/fold-text.ts';
import { objectionTo, replacedWords } from './rules/listed-words.ts';

const words = new DataSet<{ originalWord: string }>()
  .addAll(englishDataset)
  .removePhrasesIf(({ metadata }) => metadata !== undefined && replacedWords.has(metadata.originalWord));

const matcher = new RegExpMatcher({
  ...words.build(),
  // The data set is written for texts in which only these letters stand twice.
  blacklistMatcherTransformers: [
    collapseDuplicatesTransformer({
      defaultThreshold: 1,
      customThresholds: new Map(Array.from('beolsg', (letter) => [letter, 2])),
    }),
  ],
});

/** The library's objections to any reading of a text. */
export function matchProfanity(text: FoldedText): Finding[] {
  return text.readings
    .flatMap((reading) => matcher.getAllMatches(reading))
    .map((match) => objectionTo(words.getPayloadWithPhraseMetadata(match).phraseMetadata?.originalWord ?? ''));
}
