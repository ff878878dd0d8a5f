/**
 * The card of a person beside their name: who they are, what one can say to them, and, for those who moderate, what can be
 * done about them.
 */
import { useQuery } from '@tanstack/react-query';
import { AtSign, Reply, UserRound } from 'lucide-react';
import type { ChatLine } from '#protocol/socket/chat.ts';
import { codeOf } from '../../signalling/index.ts';
import { Avatar, Badge, Button, buttonClass, Skeleton } from '../../ui/index.ts';
import { Popover } from '../../ui/popover.tsx';
import styles from './card-popover.module.css';
import { CardSanctions } from './card-sanctions.tsx';
import { type Author, useChatTools } from './chat-tools.ts';
import { LineText } from './line-text.tsx';
import { strings } from './strings.ts';

export interface CardTarget {
  readonly author: Author;
  readonly beside: HTMLElement;
  readonly line: ChatLine | undefined;
}

export interface CardPopoverProps {
  readonly target: CardTarget | undefined;
  readonly onClose: () => void;
}

export function CardPopover({ target, onClose }: CardPopoverProps) {
  return (
    <Popover
      label={strings.card.label(target?.author.displayName ?? '')}
      open={target !== undefined}
      onOpenChange={(open) => !open && onClose()}
      anchor={target?.beside}
      align="start"
    >
      {target && <CardBody target={target} onClose={onClose} />}
    </Popover>
  );
}

function CardBody({ target, onClose }: { readonly target: CardTarget; readonly onClose: () => void }) {
  const { chat, me, moderates, performer } = useChatTools();
  const { author } = target;
  const { data, error } = useQuery({
    queryKey: ['chat.card', performer, author.handle],
    queryFn: () => chat.ask('chat.card', { handle: author.handle }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const sanctionable = moderates && author.id !== me && author.id !== performer;
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <Avatar name={author.displayName} seed={author.id} />
        <div className={styles.who}>
          <p className={styles.name}>{data?.person.displayName ?? author.displayName}</p>
          <p className={styles.handle}>@{author.handle}</p>
        </div>
        {data?.moderates && <Badge tone="ok">{strings.card.moderator}</Badge>}
      </div>
      {error && <p className={styles.error}>{strings.refusal(codeOf(error))}</p>}
      <Ways target={target} onClose={onClose} />
      {sanctionable && <CardSanctions author={author} card={data} onClose={onClose} />}
      {moderates && (data ? <Recent lines={data.lines} me={me} /> : !error && <Skeleton height="3rem" />)}
    </div>
  );
}

/** What one can say to them, and where more about them stands: in a tab of its own, for the show goes on in this one. */
function Ways({ target: { author, line }, onClose }: { readonly target: CardTarget; readonly onClose: () => void }) {
  const { me, reply, write } = useChatTools();
  const then = (say: () => void) => () => {
    onClose();
    say();
  };
  return (
    <div className={styles.ways}>
      {line && (
        <Button size="sm" icon={<Reply />} onClick={then(() => reply(line))}>
          {strings.line.reply}
        </Button>
      )}
      {author.id !== me && (
        <Button size="sm" icon={<AtSign />} onClick={then(() => write(`@${author.handle}`))}>
          {strings.card.mention}
        </Button>
      )}
      <a
        className={buttonClass({ variant: 'quiet', size: 'sm' })}
        href={`/u/${author.handle}`}
        target="_blank"
        rel="noreferrer"
      >
        <UserRound aria-hidden="true" />
        {strings.card.profile}
      </a>
    </div>
  );
}

function Recent({ lines, me }: { readonly lines: readonly ChatLine[]; readonly me: string | undefined }) {
  return (
    <section aria-label={strings.card.recent} className={styles.recent}>
      <h2 className={styles.recentTitle}>{strings.card.recent}</h2>
      {lines.length === 0 && <p className={styles.none}>{strings.card.noLines}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.id} className={styles.line}>
            <LineText line={line} me={me} />
          </li>
        ))}
      </ul>
    </section>
  );
}
