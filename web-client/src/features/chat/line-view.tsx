/**
 * One line: what it answers, who says it, what is said; on it, when it was said and what can be done with it.
 */
import { CornerUpRight } from 'lucide-react';
import { memo, useState } from 'react';
import type { ChatLine } from '#protocol/socket/chat.ts';
import { cx } from '../../ui/index.ts';
import { mentionsPerson } from './announcement.ts';
import { AuthorName } from './author-name.tsx';
import { useChatTools } from './chat-tools.ts';
import { LineActions } from './line-actions.tsx';
import { LineText } from './line-text.tsx';
import styles from './line-view.module.css';
import { strings } from './strings.ts';

export interface LineViewProps {
  readonly line: ChatLine;
  /** It answers a line of the person who looks. */
  readonly toMe: boolean;
  readonly pinned: boolean;
}

export const LineView = memo(function LineView({ line, toMe, pinned }: LineViewProps) {
  const { me, goTo } = useChatTools();
  // Buttons for five hundred lines at once would be slow, and nobody needs them before they are there.
  const [armed, setArmed] = useState(false);
  const arm = (): void => setArmed(true);
  const { author, replyTo } = line;
  return (
    <article
      id={`chat-${line.id}`}
      className={cx(styles.line, (toMe || mentionsPerson(line, me)) && styles.toMe)}
      aria-label={strings.line.label(author.displayName, line.text)}
      tabIndex={-1}
      data-line={line.id}
      onPointerEnter={arm}
      onFocus={arm}
    >
      {replyTo && <Quote quote={replyTo} onGo={() => goTo(replyTo.id)} />}
      <p className={styles.said}>
        <AuthorName author={author} line={line} />
        <span className={styles.colon}>: </span>
        <LineText line={line} me={me} />
      </p>
      {armed && <LineActions line={line} pinned={pinned} />}
    </article>
  );
});

export interface QuoteProps {
  readonly quote: NonNullable<ChatLine['replyTo']>;
  readonly onGo?: (() => void) | undefined;
}

/** What a line answers, in one row. */
export function Quote({ quote, onGo }: QuoteProps) {
  const words = quote.text === '' ? strings.line.goneQuote : `${quote.displayName}: ${quote.text}`;
  const row = (
    <>
      <CornerUpRight aria-hidden="true" />
      <span className={styles.quoted} dir="auto">
        {words}
      </span>
    </>
  );
  if (onGo === undefined || quote.text === '') return <p className={styles.quote}>{row}</p>;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.quote}
      aria-label={strings.line.goTo(quote.displayName)}
      onClick={onGo}
    >
      {row}
    </button>
  );
}
