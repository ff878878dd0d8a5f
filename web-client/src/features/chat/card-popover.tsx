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
    // By id: the handle on an old line may be somebody else's by now.
    queryKey: ['chat.card', performer, author.id],
    queryFn: () => chat.ask('chat.card', { person: author.id }),
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
          <p className={styles.handle}>@{data?.person.handle ?? author.handle}</p>
        </div>
        {data?.moderates && <Badge tone="ok">{strings.card.moderator}</Badge>}
      </div>
      {error && <p className={styles.error}>{strings.refusal(codeOf(error))}</p>}
      <Ways target={target} handle={data?.person.handle} onClose={onClose} />
      {sanctionable && <CardSanctions author={author} card={data} onClose={onClose} />}
      {moderates && (data ? <Recent lines={data.lines} me={me} /> : !error && <Skeleton height="3rem" />)}
    </div>
  );
}

interface WaysProps {
  readonly target: CardTarget;
  /** As they are called now; undefined until it is known, and where they are gone. */
  readonly handle: string | undefined;
  readonly onClose: () => void;
}

/** What one can say to them, and where more about them stands: in a tab of its own, for the show goes on in this one. */
function Ways({ target: { author, line }, handle, onClose }: WaysProps) {
  const { me, speaks, reply, write } = useChatTools();
  const then = (say: () => void) => () => {
    onClose();
    say();
  };
  return (
    <div className={styles.ways}>
      {speaks && line && (
        <Button size="sm" icon={<Reply />} onClick={then(() => reply(line))}>
          {strings.line.reply}
        </Button>
      )}
      {speaks && handle !== undefined && author.id !== me && (
        <Button size="sm" icon={<AtSign />} onClick={then(() => write(`@${handle}`))}>
          {strings.card.mention}
        </Button>
      )}
      {handle !== undefined && (
        <a
          className={buttonClass({ variant: 'quiet', size: 'sm' })}
          href={`/u/${handle}`}
          target="_blank"
          rel="noreferrer"
        >
          <UserRound aria-hidden="true" />
          {strings.card.profile}
        </a>
      )}
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
