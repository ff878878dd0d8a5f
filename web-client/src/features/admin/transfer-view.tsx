/**
 * One transfer with both sides of each of its movements.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Transfer } from '#protocol/http/economy.ts';
import { call } from '../../api/index.ts';
import { amountText, cx, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import local from './money.module.css';
import { money } from './money-strings.ts';
import { strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = money.transfer;
const { columns } = words;
type Side = Transfer['moves'][number]['from'];

export function TransferView({ id }: { readonly id: string }) {
  const found = useQuery({
    queryKey: ['me', 'admin', 'money', 'transfer', id],
    queryFn: ({ signal }) => call('getTransfer', { params: { id }, signal }),
    refetchOnWindowFocus: false,
  });
  usePageTitle(`${words.title} · ${strings.title}`);
  return (
    <>
      <h1 className={styles.title}>{words.title}</h1>
      <Answered query={found}>
        {({ transfer }) => (
          <>
            <Facts transfer={transfer} />
            <Moves moves={transfer.moves} />
          </>
        )}
      </Answered>
    </>
  );
}

function Facts({ transfer: { id, at, kind, key } }: { readonly transfer: Transfer }) {
  const facts = [
    [words.id, id],
    [words.kind, kind],
    [
      words.at,
      <time key="at" dateTime={at}>
        {momentOf(at)}
      </time>,
    ],
    [words.key, key === null ? words.noKey : words.asked(key.route, key.key)],
    ...(key === null ? [] : ([[words.by, <Owner key="by" id={key.ownerId} />]] as const)),
  ] as const;
  return (
    <section className={styles.card}>
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term} className={styles.factRow}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Moves({ moves }: Pick<Transfer, 'moves'>) {
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.moves}</h2>
      <div className={local.scroll}>
        <table className={cx(local.table, local.stacked)} aria-label={words.moves}>
          <thead>
            <tr>
              <th scope="col">{columns.n}</th>
              <th scope="col">{columns.from}</th>
              <th scope="col">{columns.to}</th>
              <th scope="col" className={local.number}>
                {columns.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => (
              <tr key={move.n}>
                <td className={local.lead} data-label={columns.n}>
                  {move.n}
                </td>
                <td data-label={columns.from}>
                  <Account side={move.from} />
                </td>
                <td data-label={columns.to}>
                  <Account side={move.to} />
                </td>
                <td className={cx(local.number, local.lead)} data-label={columns.amount}>
                  {amountText(move.amount)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Account({ side: { id, kind, ownerId, balance } }: { readonly side: Side }) {
  return (
    <span className={local.side}>
      <Link to="/admin/money" search={{ account: id }}>
        {kind}
      </Link>
      <span className={styles.fact}>
        <Owner id={ownerId} />
      </span>
      {balance !== null && <span className={styles.fact}>{words.after(amountText(balance))}</span>}
    </span>
  );
}

/** Whose something is; nobody's is the platform's. */
export function Owner({ id }: { readonly id: string | null }) {
  if (id === null || /^[0-]+$/.test(id)) return words.platform;
  return (
    <Link to="/admin/people/$id" params={{ id }}>
      {id}
    </Link>
  );
}
