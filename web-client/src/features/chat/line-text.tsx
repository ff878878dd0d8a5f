/**
 * A line's text: emotes as pictures, mentions as people, links as what they are.
 */
import type { ChatLine } from '#protocol/socket/chat.ts';
import { cx } from '../../ui/index.ts';
import { Emote } from './emote.tsx';
import styles from './line-text.module.css';
import { isJumbo, type TextPart, textParts } from './text-parts.ts';

export interface LineTextProps {
  readonly line: Pick<ChatLine, 'text' | 'mentions'>;
  readonly me: string | undefined;
}

export function LineText({ line, me }: LineTextProps) {
  const parts = textParts(line);
  const large = isJumbo(parts);
  return (
    <span className={styles.text} dir="auto">
      {parts.map((part) => (
        <Part key={part.at} part={part} large={large} me={me} />
      ))}
    </span>
  );
}

function Part({
  part,
  large,
  me,
}: {
  readonly part: TextPart;
  readonly large: boolean;
  readonly me: string | undefined;
}) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'emote':
      return <Emote name={part.name} large={large} />;
    case 'mention':
      return <span className={cx(styles.mention, part.id === me && styles.me)}>@{part.handle}</span>;
    case 'link':
      return (
        <a href={part.url} target="_blank" rel="noopener noreferrer nofollow ugc" tabIndex={-1}>
          {part.url}
        </a>
      );
  }
}
