/**
 * One account of the ledger with its movements, newest first.
 */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { call } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { amountText, Banner, Button, cx, Spinner, signedText, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import local from './money.module.css';
import { money, moneyWords } from './money-strings.ts';
import { strings } from './strings.ts';
import { Owner } from './transfer-view.tsx';
import { momentOf } from './when.ts';

const words = money.account;
const { columns } = words;
type Answer = AnswerOf<typeof routes.listAccountMoves>;

export function AccountView({ id }: { readonly id: string }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['me', 'admin', 'money', 'account', id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('listAccountMoves', { params: { id }, query: { ...(pageParam && { before: pageParam }) }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchOnWindowFocus: false,
  });
  usePageTitle(`${words.title(id)} · ${strings.title}`);
  const first = data?.pages[0];
  return (
    <>
      <h1 className={styles.title}>{words.title(id)}</h1>
      {error && <Banner tone="error">{plainWords(error, moneyWords)}</Banner>}
      {first === undefined && error === null && <Spinner label={strings.loading} />}
      {first && <Facts account={first.account} />}
      {data && <Moves moves={data.pages.flatMap((page) => page.moves)} />}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {strings.more}
        </Button>
      )}
    </>
  );
}

function Facts({ account: { kind, ownerId, balance } }: Pick<Answer, 'account'>) {
  const facts = [
    [words.kind, kind],
    [words.owner, <Owner key="owner" id={ownerId} />],
    [words.balance, amountText(balance)],
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

function Moves({ moves }: Pick<Answer, 'moves'>) {
  if (moves.length === 0) return <p className={styles.none}>{words.none}</p>;
  // One transfer may touch an account twice; rows only ever come below.
  const rows = moves.map((move, at) => ({ ...move, key: `${move.transferId} ${at}` }));
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.moves}</h2>
      <div className={local.scroll}>
        <table className={cx(local.table, local.stacked)} aria-label={words.moves}>
          <thead>
            <tr>
              <th scope="col">{columns.at}</th>
              <th scope="col">{columns.transfer}</th>
              <th scope="col" className={local.number}>
                {columns.amount}
              </th>
              <th scope="col" className={local.number}>
                {columns.balance}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, transferId, at, kind, amount, balance }) => (
              <tr key={key}>
                <td className={local.when} data-label={columns.at}>
                  <time dateTime={at}>{momentOf(at)}</time>
                </td>
                <td data-label={columns.transfer}>
                  <Link to="/admin/money" search={{ transfer: transferId }}>
                    {kind}
                  </Link>
                </td>
                <td className={local.number} data-label={columns.amount}>
                  {signedText(amount)}
                </td>
                <td className={local.number} data-label={columns.balance}>
                  {balance === null ? words.appended : amountText(balance)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
