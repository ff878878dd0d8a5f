/**
 * A list of words as it is typed, one a line, and as it is kept.
 */
import { ListedWord } from '#protocol/http/channels.ts';
import { strings } from './strings.ts';

/** As the protocol allows. */
const most = 500;

export interface TypedLists {
  readonly hold: string;
  readonly block: string;
}

/** Each word once; one that stands in both lists is blocked. */
export function wordsOf({ hold, block }: TypedLists): { readonly words: ListedWord[] } | { readonly fault: string } {
  const verdicts = new Map<string, ListedWord['verdict']>();
  for (const text of linesOf(hold)) verdicts.set(text, 'hold');
  for (const text of linesOf(block)) verdicts.set(text, 'block');
  const words = [...verdicts].map(([text, verdict]) => ({ text, verdict }));
  const wrong = words.find((word) => !ListedWord.safeParse(word).success);
  if (wrong) return { fault: strings.channel.wordWrong(wrong.text.slice(0, 60)) };
  return words.length > most ? { fault: strings.channel.tooMany } : { words };
}

/** Back into lines. */
export function linesFor(words: readonly ListedWord[], verdict: ListedWord['verdict']): string {
  return words
    .filter((word) => word.verdict === verdict)
    .map(({ text }) => text)
    .join('\n');
}

function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim().toLowerCase())
    .filter((line) => line !== '');
}
