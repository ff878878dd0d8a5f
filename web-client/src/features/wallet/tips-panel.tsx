/**
 * Tips one gave and was given, newest first, with what became of each.
 */
import { Link } from '@tanstack/react-router';
import type { Tip } from '#protocol/http/tips.ts';
import { call } from '../../api/index.ts';
import { amountText, Badge, Tabs, tokensText } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { CsvButton } from './csv-button.tsx';
import { OlderButton } from './older-button.tsx';
import { Panel } from './panel.tsx';
import { type TipsAs, useTips } from './queries.ts';
import { strings } from './strings.ts';
import styles from './wallet.module.css';
import { momentOf } from './when.ts';

const words = strings.tips;

/** @param earns whether the person may have been given tips */
export function TipsPanel({ earns }: { readonly earns: boolean }) {
  const sides = ['received', 'sent'] as const;
  const tabs = sides.map((as) => ({ value: as, label: words.sides[as], content: <Tips as={as} /> }));
  return (
    <Panel title={words.title} words={earns ? words.words : words.wordsSent} anchor="tips">
      {earns ? <Tabs label={words.title} tabs={tabs} /> : <Tips as="sent" />}
    </Panel>
  );
}

function Tips({ as }: { readonly as: TipsAs }) {
  const found = useTips(as);
  return (
    <Answered query={found}>
      {({ pages }) => {
        const tips = pages.flatMap((page) => page.tips);
        if (tips.length === 0) return <p className={styles.none}>{words.none[as]}</p>;
        return (
          <div className={styles.pages}>
            <ul className={styles.list} aria-label={words.sides[as]}>
              {tips.map((tip) => (
                <li key={tip.id} className={styles.tip}>
                  <TipRow tip={tip} as={as} />
                </li>
              ))}
            </ul>
            <div className={styles.below}>
              <OlderButton pages={found} />
              <CsvButton
                label={words.csv[as]}
                file={`busker-tips-${as}.csv`}
                load={() => call('exportTips', { query: { as } })}
              />
            </div>
          </div>
        );
      }}
    </Answered>
  );
}

function TipRow({ tip, as }: { readonly tip: Tip; readonly as: TipsAs }) {
  const { at, amount, message, menuItem, earned } = tip;
  const other = as === 'sent' ? tip.to : tip.from;
  return (
    <>
      <div className={styles.tipHead}>
        <span className={styles.tipWho}>
          {as === 'sent' ? words.to : words.from}{' '}
          {other === null ? (
            words.somebody
          ) : (
            <Link to="/u/$handle" params={{ handle: other.handle }}>
              {other.displayName}
            </Link>
          )}
        </span>
        <span className={styles.tipAmount}>{tokensText(amount)}</span>
      </div>
      {menuItem && <p className={styles.menuItem}>{menuItem}</p>}
      {message && <p className={styles.message}>{message}</p>}
      <p className={styles.tipFacts}>
        <time dateTime={at}>{momentOf(at)}</time>
        {as === 'received' && earned !== null && <span>{words.share(amountText(earned))}</span>}
        <TipBadges tip={tip} as={as} />
      </p>
    </>
  );
}

function TipBadges({ tip, as }: { readonly tip: Tip; readonly as: TipsAs }) {
  const { state, messageState } = tip;
  return (
    <>
      <Badge tone={state === 'settled' ? 'ok' : 'neutral'}>{words.states[state]}</Badge>
      {tip.private && <Badge>{words.private}</Badge>}
      {tip.anonymous && as === 'sent' && <Badge>{words.anonymous}</Badge>}
      {messageState === 'held' && <Badge tone="warn">{words.held}</Badge>}
      {messageState === 'removed' && <Badge tone="danger">{words.removed}</Badge>}
    </>
  );
}
