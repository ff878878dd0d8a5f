/**
 * Who gave most, one period at a time. The session's is told as it changes; the others are asked for when they are looked at.
 */
import { Trophy } from 'lucide-react';
import { useState } from 'react';
import type { Leaderboard } from '#protocol/http/tips.ts';
import { Avatar, amountText, cx, Skeleton, tokensText } from '../../ui/index.ts';
import styles from './leaderboard-view.module.css';
import { strings } from './strings.ts';
import { useBoard } from './use-board.ts';

type Period = Leaderboard['period'];
const periods: readonly Period[] = ['session', 'day', 'month'];
const { board: words } = strings;

export interface LeaderboardViewProps {
  readonly performer: string;
  readonly session: Leaderboard;
  /** Who looks. */
  readonly me: string | undefined;
}

export function LeaderboardView({ performer, session, me }: LeaderboardViewProps) {
  const [period, setPeriod] = useState<Period>('session');
  return (
    <section className={styles.board} aria-label={words.title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{words.title}</h3>
        <fieldset className={styles.periods} aria-label={words.title}>
          {periods.map((one) => (
            <button
              key={one}
              type="button"
              className={styles.period}
              aria-pressed={one === period}
              onClick={() => setPeriod(one)}
            >
              {words.periods[one]}
            </button>
          ))}
        </fieldset>
      </div>
      {period === 'session' ? (
        <Entries entries={session.entries} me={me} />
      ) : (
        <Asked performer={performer} period={period} me={me} />
      )}
    </section>
  );
}

interface AskedProps {
  readonly performer: string;
  readonly period: Period;
  readonly me: string | undefined;
}

function Asked({ performer, period, me }: AskedProps) {
  const { data, error } = useBoard(performer);
  if (error) return <p className={styles.none}>{words.failed}</p>;
  if (data === undefined) {
    return (
      <div aria-busy="true">
        <Skeleton height="6rem" />
      </div>
    );
  }
  return <Entries entries={data.leaderboards.find((board) => board.period === period)?.entries ?? []} me={me} />;
}

function Entries({ entries, me }: { readonly entries: Leaderboard['entries']; readonly me: string | undefined }) {
  if (entries.length === 0) {
    return (
      <div className={styles.none}>
        <Trophy aria-hidden="true" />
        <p className={styles.noneTitle}>{words.none}</p>
        <p>{words.noneWords}</p>
      </div>
    );
  }
  return (
    <ol className={styles.entries}>
      {entries.map((entry, at) => {
        const { rank, person, tokens, tips } = entry;
        const name = person?.displayName ?? strings.anonymous;
        return (
          <li
            key={person?.id ?? `unnamed-${at}`}
            className={cx(styles.entry, rank <= 3 && styles.top, person !== null && person.id === me && styles.own)}
          >
            <span className={styles.rank} data-rank={rank <= 3 ? rank : undefined}>
              {rank}
            </span>
            <Avatar name={name} seed={person?.id ?? name} size="sm" />
            <span className={styles.name} dir="auto">
              {name}
            </span>
            <span className={styles.sum} title={`${tokensText(tokens)}, ${words.tips(tips)}`}>
              {amountText(tokens)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
