/**
 * Whom a line names.
 */

/** A line names no more people than this. */
const most = 10;
/** As protocol/http/names.ts has handles, in any case; not within a word, so that an e-mail address names nobody. */
const mention = /(?<![\p{L}\p{N}_@.])@([a-z0-9][a-z0-9_]{1,28}[a-z0-9])(?![\p{L}\p{N}_])/giu;

/** The first ten handles after an `@`, in lower case, each once. */
export function handlesIn(text: string): string[] {
  const handles = [...text.matchAll(mention)].map(([, handle = '']) => handle.toLowerCase());
  return [...new Set(handles)].slice(0, most);
}
