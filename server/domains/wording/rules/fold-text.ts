/**
 * A text as the rules read it: without disguises, in several readings where a disguise has several. Never shown to anybody;
 * the line that is stored and shown stays as it was written.
 */
import { foldConfusables } from './confusables.ts';

export interface FoldedText {
  /** As written. */
  readonly raw: string;
  /** Lower case, compatibility forms resolved, marks and invisible characters gone; scripts, spaces, punctuation stay. */
  readonly visible: string;
  /** `visible` with look-alikes replaced. */
  readonly plain: string;
  /** Readings as words: letters and digits, single spaces, none around; the most literal first. At least one. */
  readonly readings: readonly string[];
  /** Readings of spaced letters, in which the borders of words are lost too: match them with optional spaces. */
  readonly squeezed: readonly string[];
}

// Format characters, joiners, fillers, variation selectors, tags: nothing that a reader sees.
const invisible = /\p{Cf}|\p{Cc}|\p{Variation_Selector}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu;
// Two signs that NFKC would make into whole sentences: a line of them would grow eighteenfold.
const phraseLigatures = /[\ufdfa\ufdfb]/g;
const marks = /\p{M}/gu;
const whitespace = /\s+/gu;

/** Folds a text of any length in time that grows with the length. */
export function foldText(raw: string): FoldedText {
  const spaced = raw
    .replace(phraseLigatures, ' ')
    .normalize('NFKC')
    .replace(/[\t\n\r]/g, ' ');
  const stripped = spaced.replace(invisible, '').normalize('NFD').replace(marks, '');
  const visible = stripped.toLowerCase().replace(whitespace, ' ').trim();
  const plain = foldConfusables(visible);
  const joined = joinLetters(unmask(plain));
  const spellings = [joined, readDigits(joined, 'i'), readDigits(joined, 'l')];
  const texts = [...spellings, joined.replace(/(?<=[a-z])[.,_\-*'"~^|]{1,3}(?=[a-z])/g, '')];
  const readings = unique(texts.flatMap((text) => [shorten(text, '$1$1'), shorten(text, '$1')]).map(asWords));
  const wasJoined = joined !== unmask(plain);
  return { raw, visible, plain, readings, squeezed: wasJoined ? readings : [] };
}

/** Letters, digits and single spaces. Apostrophes vanish, so that "I'll" and "ill" are one. */
export function asWords(text: string): string {
  return text
    .replace(/'/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** "f u c k", "k.y.s": three or more single characters, joined. */
function joinLetters(text: string): string {
  return text.replace(
    /(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[\s.,_\-*+|~/\\]{1,3}[\p{L}\p{N}@$!](?![\p{L}\p{N}])){2,}/gu,
    (run) => run.replace(/[^\p{L}\p{N}@$!]/gu, ''),
  );
}

/** Words that hide a letter behind a star or a hash. Only these: a wildcard would find "shot" in many things. */
const maskable = [
  'fuck',
  'fucking',
  'fucker',
  'shit',
  'bitch',
  'cunt',
  'whore',
  'slut',
  'pussy',
  'nigger',
  'nigga',
  'faggot',
];

function unmask(text: string): string {
  if (!/[*#]/.test(text)) return text;
  return text.replace(/[a-z][a-z*#]{2,9}/g, (word) => {
    if (!/[*#]/.test(word)) return word;
    return maskable.find((open) => hides(word, open)) ?? word;
  });
}

function hides(word: string, open: string): boolean {
  return (
    word.length === open.length && Array.from(word).every((letter, at) => /[*#]/.test(letter) || letter === open[at])
  );
}

const digitLetters: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g', '@': 'a', $: 's', '!': 'i' },
};

/** Digits and signs as letters, in words that have at least as many letters and are no number with a unit ("45s"). */
function readDigits(text: string, one: 'i' | 'l'): string {
  return text.replace(/[a-z0-9@$!]+/g, (word) => {
    const core = word.replace(/!+$/, '');
    const letters = core.replace(/[^a-z]/g, '').length;
    if (letters * 2 < core.length || letters === core.length || /^\d+[a-z]{1,3}$/.test(core)) return word;
    return core.replace(/[0-9@$!]/g, (sign) => (sign === '1' ? one : (digitLetters[sign] ?? sign)));
  });
}

/** A letter three times or more becomes once or twice. */
function shorten(text: string, to: '$1' | '$1$1'): string {
  return text.replace(/(\p{L})\1{2,}/gu, to);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
