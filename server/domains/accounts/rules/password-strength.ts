/**
 * Which new passwords are refused: those that somebody would guess among the first thousands. Length is what counts
 * (NIST SP 800-63B), so nothing is demanded of it but not to be well known, not to be the person's own name or address, and
 * not to be one thing repeated or counted on.
 */
import { commonPasswords } from './common-passwords.ts';

export interface Owner {
  readonly email: string;
  readonly displayName: string;
}

/** What a password breaks. */
export type Weakness = 'too-short' | 'too-common' | 'own-data' | 'repeated' | 'sequence';

export const weaknessSentences: Readonly<Record<Weakness, string>> = {
  'too-short': 'A password has at least 10 characters.',
  'too-common': 'This password is among the first that anybody would try. A few unrelated words make a good one.',
  'own-data': 'Your name or e-mail address makes no good password.',
  repeated: 'A password that repeats itself is as short as what it repeats.',
  sequence: 'Letters, digits or keys in their order make no good password.',
};

const shortest = 10;
/** Rows that fingers and heads run along; each is followed forwards and backwards. */
const rows = [
  ...['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm'],
  ...[
    'azertyuiopqsdfghjklmwxcvbn',
    '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
    'qazwsxedcrfvtgbyhnujmikolp',
    '1q2w3e4r5t6y7u8i9o0p',
  ],
];

/** @returns what is wrong with it, or null where nothing is */
export function findWeakness(password: string, owner: Owner): Weakness | null {
  const text = password.normalize('NFKC').toLowerCase();
  if (Array.from(text).length < shortest) return 'too-short';
  if (isRepeated(text)) return 'repeated';
  if (isSequence(text)) return 'sequence';
  if (isOwn(text, owner)) return 'own-data';
  return isCommon(text) ? 'too-common' : null;
}

/** One piece of at most half its length, again and again. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= Math.min(6, text.length / 2); length += 1) {
    const piece = text.slice(0, length);
    if (piece.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return new Set(text).size < 4;
}

function isSequence(text: string): boolean {
  const backwards = Array.from(text).reverse().join('');
  return rows.some((row) => row.includes(text) || row.includes(backwards));
}

function isOwn(text: string, { email, displayName }: Owner): boolean {
  const [local = ''] = email.toLowerCase().split('@');
  const own = [email.toLowerCase(), local, displayName.toLowerCase(), letters(displayName.toLowerCase())];
  const core = coreOf(text);
  return own.some((one) => one.length >= 3 && (text === one || core === one || core === letters(one)));
}

/** A common word, or two, with digits and signs around it, however `a` is written. */
function isCommon(text: string): boolean {
  return [text, coreOf(text), letters(plainly(text)), plainly(coreOf(text))].some(
    (core) => commonPasswords.has(core) || isTwoCommon(core) || core.length < 3,
  );
}

function isTwoCommon(core: string): boolean {
  for (let at = 3; at <= core.length - 3; at += 1) {
    if (core.length <= 14 && commonPasswords.has(core.slice(0, at)) && commonPasswords.has(core.slice(at))) return true;
  }
  return false;
}

/** Without what is no letter, at both ends. */
function coreOf(text: string): string {
  return text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, '');
}

const disguises: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' },
};

function plainly(text: string): string {
  return Array.from(text)
    .map((character) => disguises[character] ?? character)
    .join('');
}
