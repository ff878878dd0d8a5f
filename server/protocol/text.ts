/**
 * What people write and others read: lines, names, titles, words about oneself. One rule for all of it, so that nothing can
 * be shown that turns, hides or breaks what stands around it. Every script and every emoji can be written: marks of
 * direction (U+200E, U+200F, U+061C) and joiners stay, because Arabic, Hebrew and joined emoji need them.
 */
import { z } from 'zod';

/**
 * Control characters, halves of characters, line and paragraph separators; overrides, embeddings and isolates of direction
 * (Unicode UAX #9), which reach beyond the text they stand in; deprecated and annotating ones, which pages draw differently.
 */
const unshown = '\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u206F\\uFFF9-\\uFFFB';
const plain = new RegExp(`^[^${unshown}]*$`, 'u');
const plainLines = new RegExp(`^(?:[^${unshown}]|\\n)*$`, 'u');
/** Letters, digits, signs; not those that are drawn as nothing: fillers, an empty braille cell, a note without a head. */
const seen = '(?![\\p{Default_Ignorable_Code_Point}\\u2800\\uFFFC\\u{1D159}])[\\p{L}\\p{N}\\p{P}\\p{S}]';
const visible = new RegExp(seen, 'u');
const emptyOrVisible = new RegExp(`^$|${seen}`, 'u');

const noControl = { error: 'It has characters that cannot be shown.' };
const notNothing = { error: 'It has at least one visible character.' };

/** One line, trimmed, with at least one visible character. @param most, least characters (UTF-16 units) */
export function lineOfText(most: number, least = 1) {
  return z.string().trim().min(least).max(most).regex(plain, noControl).regex(visible, notNothing);
}

/** One line, or nothing at all. @param most characters */
export function maybeLineOfText(most: number) {
  return z.string().trim().max(most).regex(plain, noControl).regex(emptyOrVisible, notNothing);
}

/** Several lines, or nothing at all; a tab becomes a space, every line break the same one. @param most, least characters */
export function linesOfText(most: number, least = 0) {
  return z
    .string()
    .overwrite((text) => text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' '))
    .trim()
    .min(least)
    .max(most)
    .regex(plainLines, noControl)
    .regex(emptyOrVisible, notNothing);
}
