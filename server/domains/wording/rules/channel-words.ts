/** A channel's own words: matched whole, folded like the lines they are looked for in. */
import type { ListedWord } from '#protocol/http/channels.ts';
import type { Finding } from './findings.ts';
import { asWords, type FoldedText, foldText } from './fold-text.ts';

interface Folded {
  readonly words: string;
  readonly verdict: Finding['verdict'];
}

/** A list is folded once for as long as somebody holds it: it may have 500 entries and is asked with every line. */
const folded = new WeakMap<readonly ListedWord[], readonly Folded[]>();

/** Objections because of words that the channel listed. */
export function findChannelWords(text: FoldedText, words: readonly ListedWord[]): Finding[] {
  const list = folded.get(words) ?? words.map(({ text: word, verdict }) => ({ words: wordsOf(word), verdict }));
  folded.set(words, list);
  const readings = text.readings.map((reading) => ` ${reading} `);
  const squeezed = text.squeezed.map((reading) => ` ${reading} `);
  return list
    .filter(
      ({ words: word }) =>
        word !== '' &&
        (readings.some((reading) => reading.includes(` ${word} `)) ||
          squeezed.some((reading) => reading.includes(` ${word.replaceAll(' ', '')} `))),
    )
    .map(({ verdict }) => ({ verdict, reason: 'channel_word' }));
}

function wordsOf(word: string): string {
  const text = foldText(word);
  return text.readings[0] ?? asWords(text.plain);
}
