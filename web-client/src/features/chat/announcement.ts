/**
 * What a screen reader is told of new lines: some seconds of chat in one sentence, so that it can be followed at all. Pure.
 */
import type { ChatLine } from '#protocol/socket/chat.ts';
import { strings } from './strings.ts';

/** So many lines are read out; of the rest only the number is said. */
const readOut = 3;
const longest = 160;

/** The lines that came after the one with this id, by others. */
export function linesSince(lines: readonly ChatLine[], last: string, me: string | undefined): ChatLine[] {
  return lines.filter(({ id, author }) => id > last && author.id !== me);
}

/** One announcement for these lines; those that speak to the person come first. Empty where there are none. */
export function announcementOf(lines: readonly ChatLine[], me: string | undefined): string {
  const toMe = lines.filter((line) => mentionsPerson(line, me));
  const others = lines.filter((line) => !mentionsPerson(line, me));
  const said = [...toMe, ...others.slice(-Math.max(0, readOut - toMe.length))].slice(0, readOut);
  const left = lines.length - said.length;
  const sentences = said.map((line) => {
    const text = line.text.length > longest ? `${line.text.slice(0, longest)} …` : line.text;
    return toMe.includes(line)
      ? strings.log.saysToYou(line.author.displayName, text)
      : `${line.author.displayName}: ${text}`;
  });
  if (left > 0) sentences.push(strings.log.andMore(left));
  return sentences.join('. ');
}

export function mentionsPerson({ mentions }: Pick<ChatLine, 'mentions'>, me: string | undefined): boolean {
  return me !== undefined && mentions.some(({ id }) => id === me);
}
