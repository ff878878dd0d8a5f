/**
 * One comparison of the books: each identity with what was expected and found, and where to look.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Reconciliation } from '#protocol/http/economy.ts';
import { call } from '../../api/index.ts';
import { Badge, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import local from './money.module.css';
import { money } from './money-strings.ts';
import { strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = money.books;
type Check = Reconciliation['checks'][number];

export function ReconciliationView({ id }: { readonly id: string }) {
  const found = useQuery({
    queryKey: ['me', 'admin', 'money', 'reconciliation', id],
    queryFn: ({ signal }) => call('getReconciliation', { params: { id }, signal }),
    refetchOnWindowFocus: false,
  });
  usePageTitle(`${words.title} · ${strings.title}`);
  return (
    <Answered query={found}>
      {({ reconciliation }) => (
        <>
          <h1 className={styles.title}>
            {words.one(momentOf(reconciliation.at))}
            <Verdict holds={reconciliation.holds} />
          </h1>
          <section className={styles.card}>
            <Checks checks={reconciliation.checks} />
          </section>
        </>
      )}
    </Answered>
  );
}

/** The identities of one comparison: those that do not hold, and behind a word the others. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const [held, broken] = [checks.filter(({ holds }) => holds), checks.filter(({ holds }) => !holds)];
  return (
    <>
      {broken.length > 0 && <CheckList checks={broken} />}
      {held.length > 0 && (
        <details className={local.details}>
          <summary>{words.agree(held.length)}</summary>
          <CheckList checks={held} />
        </details>
      )}
    </>
  );
}

function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className={local.checks}>
      {checks.map((check) => (
        <li key={check.name} className={local.check}>
          <div className={local.cardHead}>
            <h3 className={local.checkName}>{check.name}</h3>
            <Verdict holds={check.holds} />
          </div>
          <p className={styles.fact}>{check.about}</p>
          <dl className={local.amounts}>
            <div>
              <dt>{words.expected}</dt>
              <dd>{check.expected}</dd>
            </div>
            <div>
              <dt>{words.found}</dt>
              <dd>{check.found}</dd>
            </div>
          </dl>
          {check.examples.length > 0 && <Examples examples={check.examples} />}
        </li>
      ))}
    </ul>
  );
}

function Examples({ examples }: Pick<Check, 'examples'>) {
  return (
    <>
      <h4 className={local.examplesTitle}>{words.examples}</h4>
      <ul className={styles.lines}>
        {examples.map(({ transferId, accountId, note }) => (
          <li key={`${transferId} ${accountId} ${note}`} className={styles.line}>
            <span>{note}</span>
            <span className={styles.acts}>
              {transferId !== null && (
                <Link to="/admin/money" search={{ transfer: transferId }}>
                  {words.transfer}
                </Link>
              )}
              {accountId !== null && (
                <Link to="/admin/money" search={{ account: accountId }}>
                  {words.account(accountId)}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether a comparison, or one of its identities, holds. */
export function Verdict({ holds }: { readonly holds: boolean }) {
  return <Badge tone={holds ? 'ok' : 'danger'}>{holds ? words.holds : words.differs}</Badge>;
}
