/**
 * Every movement with the balance after it, newest first; of the tokens one can spend, and of what one earned.
 */
import { Link } from '@tanstack/react-router';
import type { StatementLine } from '#protocol/http/wallet.ts';
import { call } from '../../api/index.ts';
import { amountText, cx, signedText, Tabs } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { CsvButton } from './csv-button.tsx';
import { OlderButton } from './older-button.tsx';
import { Panel } from './panel.tsx';
import { type StatementOf, useStatement } from './queries.ts';
import { strings } from './strings.ts';
import styles from './wallet.module.css';
import { momentOf } from './when.ts';

const words = strings.statement;
const { columns } = words;

/** @param earns whether there is a statement of earnings as well */
export function StatementPanel({ earns }: { readonly earns: boolean }) {
  const kinds = ['earnings', 'wallet'] as const;
  const tabs = kinds.map((of) => ({ value: of, label: words.kinds[of], content: <Statement of={of} /> }));
  return (
    <Panel title={words.title} words={words.words} anchor="statement">
      {earns ? <Tabs label={words.title} tabs={tabs} /> : <Statement of="wallet" />}
    </Panel>
  );
}

function Statement({ of }: { readonly of: StatementOf }) {
  const statement = useStatement(of);
  return (
    <Answered query={statement}>
      {({ pages }) => {
        const lines = pages.flatMap((page) => page.lines);
        if (lines.length === 0) return <p className={styles.none}>{words.none[of]}</p>;
        return (
          <div className={styles.pages}>
            <Lines lines={lines} label={`${words.title}: ${words.kinds[of]}`} />
            <div className={styles.below}>
              <OlderButton pages={statement} />
              <CsvButton
                label={words.csv[of]}
                file={`busker-${of}.csv`}
                load={() => call('exportStatement', { query: { of } })}
              />
            </div>
          </div>
        );
      }}
    </Answered>
  );
}

function Lines({ lines, label }: { readonly lines: readonly StatementLine[]; readonly label: string }) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{columns.at}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col" className={styles.number}>
            {columns.amount}
          </th>
          <th scope="col" className={styles.number}>
            {columns.balance}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={`${line.transferId} ${line.balance}`} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line: { at, kind, amount, balance, with: other, about } }: { readonly line: StatementLine }) {
  return (
    <tr>
      <td className={styles.when}>
        <time dateTime={at}>{momentOf(at)}</time>
      </td>
      <td className={styles.what}>
        {about ?? words.names[kind] ?? kind}
        {other && (
          <span className={styles.aside}>
            {' · '}
            <Link to="/u/$handle" params={{ handle: other.handle }}>
              {other.displayName}
            </Link>
          </span>
        )}
      </td>
      <td className={cx(styles.number, amount !== '0' && !amount.startsWith('-') && styles.in)}>
        {signedText(amount)}
      </td>
      <td className={styles.number} data-label={columns.balance}>
        {amountText(balance)}
      </td>
    </tr>
  );
}
