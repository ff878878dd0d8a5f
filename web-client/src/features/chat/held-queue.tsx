/**
 * Lines that wait for a moderator: one after the other by keyboard, or by pressing. The keys rest while somebody types.
 */
import { Check, ShieldCheck, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { HeldLine } from '#protocol/socket/chat.ts';
import { Badge, Button, cx } from '../../ui/index.ts';
import { AuthorName } from './author-name.tsx';
import { useAct, useChatTools } from './chat-tools.ts';
import styles from './held-queue.module.css';
import { LineText } from './line-text.tsx';
import type { Verdict } from './own-lines.ts';
import { strings } from './strings.ts';
import { useQueueKeys } from './use-queue-keys.ts';

export interface HeldQueueProps {
  readonly held: readonly HeldLine[];
  /** Whether it is the panel that is seen: only then its keys work. */
  readonly shown: boolean;
}

export function HeldQueue({ held, shown }: HeldQueueProps) {
  const { chat, speaks } = useChatTools();
  const act = useAct();
  const [chosen, setChosen] = useState(0);
  const at = Math.max(0, Math.min(chosen, held.length - 1));
  const judge = (line: string, verdict: Verdict): void => {
    void act(chat.judge(line, verdict), verdict === 'release' ? strings.held.released : strings.held.removed);
  };
  const judgeChosen = (verdict: Verdict): void => {
    const line = held[at]?.line.id;
    if (line !== undefined) judge(line, verdict);
  };
  useQueueKeys(shown && speaks && held.length > 0, {
    j: () => setChosen(Math.min(at + 1, held.length - 1)),
    k: () => setChosen(Math.max(at - 1, 0)),
    r: () => judgeChosen('release'),
    x: () => judgeChosen('remove'),
  });
  if (held.length === 0) {
    return (
      <div className={styles.none}>
        <ShieldCheck aria-hidden="true" />
        <p className={styles.noneTitle}>{strings.held.none}</p>
        <p>{strings.held.noneWords}</p>
      </div>
    );
  }
  return (
    <>
      <p className={styles.keys}>{speaks ? strings.held.keys : strings.held.silently}</p>
      <section
        className={styles.list}
        aria-label={strings.held.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {held.map((one, index) => (
          <HeldCard key={one.line.id} held={one} chosen={index === at} onJudge={judge} />
        ))}
      </section>
    </>
  );
}

interface HeldCardProps {
  readonly held: HeldLine;
  readonly chosen: boolean;
  readonly onJudge: (line: string, verdict: Verdict) => void;
}

function HeldCard({ held: { line, reasons }, chosen, onJudge }: HeldCardProps) {
  const { me, speaks } = useChatTools();
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <article
      ref={ref}
      className={cx(styles.card, chosen && styles.chosen)}
      aria-label={strings.held.label(line.author.displayName, line.text)}
      aria-current={chosen || undefined}
    >
      <p className={styles.said}>
        <AuthorName author={line.author} />: <LineText line={line} me={me} />
      </p>
      <p className={styles.reasons}>
        {reasons.map((reason) => (
          <Badge key={reason} tone="warn">
            {strings.reasons[reason]}
          </Badge>
        ))}
      </p>
      {speaks && (
        <div className={styles.ways}>
          <Button size="sm" icon={<Check />} aria-keyshortcuts="r" onClick={() => onJudge(line.id, 'release')}>
            {strings.held.release}
          </Button>
          <Button
            size="sm"
            variant="danger"
            icon={<X />}
            aria-keyshortcuts="x"
            onClick={() => onJudge(line.id, 'remove')}
          >
            {strings.held.remove}
          </Button>
        </div>
      )}
    </article>
  );
}
