/**
 * Messages of tips that wait for a moderator. The tips themselves are given and shown; only what was said with them waits.
 */
import { Check, Coins, X } from 'lucide-react';
import type { HeldTip } from '#protocol/socket/tips.ts';
import { codeOf } from '../../signalling/index.ts';
import { Badge, Button, tokensText, useToast } from '../../ui/index.ts';
import { nameOf } from './act-words.ts';
import styles from './held-tips.module.css';
import type { RoomTips, Verdict } from './room-tips.ts';
import { strings } from './strings.ts';

const { held: words } = strings;

export interface HeldTipsProps {
  readonly tips: RoomTips;
  readonly held: readonly HeldTip[];
}

export function HeldTips({ tips, held }: HeldTipsProps) {
  const toast = useToast();
  const judge = (tip: string, verdict: Verdict): void => {
    tips.judge(tip, verdict).then(
      () => toast({ title: verdict === 'release' ? words.released : words.removed, tone: 'ok' }),
      (thrown: unknown) => toast({ title: words.failed, description: words.refusal(codeOf(thrown)), tone: 'error' }),
    );
  };
  if (held.length === 0) return null;
  return (
    <section className={styles.list} aria-label={words.title}>
      {held.map(({ tip, message, reasons }) => (
        <article key={tip.id} className={styles.card} aria-label={words.label(nameOf(tip), message)} data-held={tip.id}>
          <p className={styles.head}>
            <Coins aria-hidden="true" />
            <span className={styles.name}>{nameOf(tip)}</span> · {tokensText(tip.amount)}
          </p>
          <p className={styles.message} dir="auto">
            {message}
          </p>
          <p className={styles.row}>
            {reasons.map((reason) => (
              <Badge key={reason} tone="warn">
                {strings.reasons[reason]}
              </Badge>
            ))}
          </p>
          <div className={styles.row}>
            <Button size="sm" icon={<Check />} onClick={() => judge(tip.id, 'release')}>
              {words.release}
            </Button>
            <Button size="sm" variant="danger" icon={<X />} onClick={() => judge(tip.id, 'remove')}>
              {words.remove}
            </Button>
          </div>
        </article>
      ))}
    </section>
  );
}
