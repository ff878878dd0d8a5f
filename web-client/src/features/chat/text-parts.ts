/**
 * A line's text cut into what is shown differently: words, emotes, mentions, links. Pure. A link is shown as it is written,
 * never under another name.
 */
import type { ChatLine } from '#protocol/socket/chat.ts';
import { type EmoteName, isEmote } from './emotes.ts';

export type TextPart =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'emote'; readonly name: EmoteName; readonly at: number }
  | { readonly kind: 'mention'; readonly id: string; readonly handle: string; readonly at: number }
  | { readonly kind: 'link'; readonly url: string; readonly at: number };

/** Handles as the server finds them: not within a word, so that an e-mail address names nobody. */
const pattern =
  /:(?<emote>[a-z]{2,12}):|(?<![\p{L}\p{N}_@.])@(?<handle>[a-z0-9][a-z0-9_]{1,28}[a-z0-9])(?![\p{L}\p{N}_])|(?<url>https?:\/\/[^\s<>"']+)/giu;
/** What ends a sentence does not belong to the link in it. */
const afterLink = /[.,;:!?)\]}]+$/u;

/** The parts of a text, in order; together they are the whole of it. */
export function textParts({ text, mentions }: Pick<ChatLine, 'text' | 'mentions'>): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const found = partOf(match, mentions);
    if (found === undefined) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index), at: from });
    parts.push(found.part);
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from), at: from });
  return parts;
}

/** Only emotes: they are shown large. */
export function isJumbo(parts: readonly TextPart[]): boolean {
  const emotes = parts.filter(({ kind }) => kind === 'emote').length;
  return (
    emotes > 0 &&
    emotes <= 3 &&
    parts.every((part) => part.kind === 'emote' || (part.kind === 'text' && !part.text.trim()))
  );
}

function partOf(match: RegExpExecArray, mentions: ChatLine['mentions']) {
  const { emote, handle, url } = match.groups ?? {};
  const at = match.index;
  if (emote !== undefined) {
    const name = emote.toLowerCase();
    return isEmote(name) ? { part: { kind: 'emote' as const, name, at }, length: match[0].length } : undefined;
  }
  if (handle !== undefined) {
    const person = mentions.find((one) => one.handle === handle.toLowerCase());
    return person && { part: { kind: 'mention' as const, ...person, at }, length: match[0].length };
  }
  const link = url?.replace(afterLink, '') ?? '';
  if (!URL.canParse(link)) return undefined;
  return { part: { kind: 'link' as const, url: link, at }, length: link.length };
}
