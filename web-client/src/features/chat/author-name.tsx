/**
 * Who says a line: what they are here, and their name in their colour. Pressed, it opens their card.
 */
import { Mic2, ShieldCheck, Sparkle } from 'lucide-react';
import { useRef } from 'react';
import type { ChatAuthor, ChatLine } from '#protocol/socket/chat.ts';
import { VisuallyHidden } from '../../ui/index.ts';
import styles from './author-name.module.css';
import { useChatTools } from './chat-tools.ts';
import { nameColour } from './name-colour.ts';
import { strings } from './strings.ts';

const icons = { performer: Mic2, moderator: ShieldCheck, staff: Sparkle } as const;

export interface AuthorNameProps {
  readonly author: ChatAuthor;
  /** The line it stands on, where one can reply to it. */
  readonly line?: ChatLine | undefined;
}

export function AuthorName({ author, line }: AuthorNameProps) {
  const { showCard } = useChatTools();
  const ref = useRef<HTMLButtonElement>(null);
  return (
    <>
      {author.badge && <AuthorBadge badge={author.badge} />}
      <button
        ref={ref}
        type="button"
        // The line is one stop for Tab; its menu leads to the card too.
        tabIndex={-1}
        className={styles.name}
        style={nameColour(author.id)}
        title={`@${author.handle}`}
        aria-label={strings.line.person(author.displayName)}
        data-name=""
        onClick={() => ref.current && showCard(author, ref.current, line)}
      >
        {author.displayName}
      </button>
    </>
  );
}

export function AuthorBadge({ badge }: { readonly badge: NonNullable<ChatAuthor['badge']> }) {
  const Icon = icons[badge];
  return (
    <span className={styles.badge} data-badge={badge} title={strings.badges[badge]}>
      <Icon aria-hidden="true" />
      <VisuallyHidden>{strings.badges[badge]} </VisuallyHidden>
    </span>
  );
}
