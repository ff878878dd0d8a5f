/**
 * Who is silenced or shut out of the channel, since when and by whom; and letting them back in.
 */
import { useQueryClient } from '@tanstack/react-query';
import type { Sanction } from '#protocol/http/channels.ts';
import { call } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { Badge, Button, useToast } from '../../ui/index.ts';
import styles from './panel.module.css';
import { Panel } from './panel.tsx';
import { keys } from './queries.ts';
import { strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = strings.channel;

export function SanctionsPanel({ sanctions }: { readonly sanctions: readonly Sanction[] }) {
  const queries = useQueryClient();
  const toast = useToast();
  const lift = async ({ person }: Sanction): Promise<void> => {
    try {
      await call('liftSanction', { params: { id: person.id } });
      toast({ tone: 'ok', title: words.lifted(person.displayName) });
    } catch (error) {
      toast({ tone: 'error', title: plainWords(error) });
    }
    await queries.invalidateQueries({ queryKey: keys.channel });
  };
  return (
    <Panel title={words.sanctions}>
      {sanctions.length === 0 && <p className={styles.fact}>{words.noSanctions}</p>}
      <ul className={styles.list}>
        {sanctions.map((sanction) => (
          <li key={`${sanction.person.id} ${sanction.kind}`} className={styles.row}>
            <span className={styles.what}>
              <span className={styles.name}>
                {sanction.person.displayName}
                <Badge tone={sanction.kind === 'ban' ? 'danger' : 'warn'}>{words[sanction.kind]}</Badge>
              </span>
              <span className={styles.fact}>{factsOf(sanction)}</span>
            </span>
            <Button
              size="sm"
              aria-label={words.liftOf(sanction.person.displayName)}
              onClick={() => void lift(sanction)}
            >
              {words.lift}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Until when, by whom, why. */
function factsOf({ until, by, reason }: Sanction): string {
  const term = until === null ? words.forGood : words.until(momentOf(until));
  return [term, words.by(by.displayName), reason].filter(Boolean).join(' · ');
}
