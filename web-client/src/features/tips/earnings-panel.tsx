/**
 * What the performer earned: settled and on its way there, how it grew over the show, and every tip as it comes.
 */

import { useQuery } from '@tanstack/react-query';
import { EyeOff, UserRoundX } from 'lucide-react';
import { useEffect } from 'react';
import type { Tip } from '#protocol/http/tips.ts';
import type { Earnings } from '#protocol/http/wallet.ts';
import { call } from '../../api/index.ts';
import { amountText, Badge, Skeleton, tokensText, useNow } from '../../ui/index.ts';
import { nameOf } from './act-words.ts';
import styles from './earnings-panel.module.css';
import { readReceived, receivedAtOnce } from './received-reader.ts';
import { chart, type GrowthPoint, growthOf, pathsOf } from './sparkline-path.ts';
import { strings } from './strings.ts';
import { maxReceived } from './tips-state.ts';
import { unitsOf, writtenOf } from './tokens.ts';
import { type TipsSource, useTipsState } from './use-room-tips.ts';

const { earnings: words } = strings.studio;

export interface LiveEarningsProps {
  readonly source: TipsSource;
  /** When the show went live; null while it has not. */
  readonly since: string | null;
}

/** While on air: kept current by what the room is told. */
export function LiveEarnings({ source, since }: LiveEarningsProps) {
  const { tips, state } = useTipsState(source);
  const { room, snapshots } = source;
  useEffect(() => {
    if (since === null) return;
    const query = { as: 'received', from: since, limit: receivedAtOnce } as const;
    return readReceived({
      ...{ room, snapshots, tips },
      ask: (before, signal) => call('listTips', { query: { ...query, ...(before && { before }) }, signal }),
    });
  }, [tips, room, snapshots, since]);
  const earned = state.earnings?.shows?.find(({ streamId }) => streamId === room)?.earned;
  return (
    <EarningsView earnings={state.earnings} received={state.received} since={since} show={unitsOf(earned ?? '0')} />
  );
}

/** Before and after a show: asked for. */
export function RestingEarnings() {
  const { data, error } = useQuery({
    queryKey: ['me', 'wallet-earnings'],
    queryFn: ({ signal }) => call('getEarnings', { signal }),
    staleTime: 5_000,
  });
  if (error) return <p className={styles.faint}>{words.failed}</p>;
  return <EarningsView earnings={data?.earnings ?? null} received={undefined} since={null} show={0n} />;
}

interface EarningsViewProps {
  readonly earnings: Earnings | null;
  /** Undefined where no show is on. */
  readonly received: readonly Tip[] | undefined;
  readonly since: string | null;
  /** What the server says was earned over the show, in ledger units. */
  readonly show: bigint;
}

function EarningsView({ earnings, received, since, show }: EarningsViewProps) {
  return (
    <div className={styles.panel}>
      <dl className={styles.numbers} aria-busy={earnings === null}>
        <Figure name={words.total} value={earnings?.total} large />
        <Figure name={words.settled} value={earnings?.settled} />
        <Figure name={words.unsettled} value={earnings?.unsettled} />
        <Figure name={words.today} value={earnings?.today} />
      </dl>
      {received && <Growth points={growthOf(received, Date.parse(since ?? received.at(-1)?.at ?? ''), show)} />}
      <h3 className={styles.title}>{words.received}</h3>
      {received === undefined || received.length === 0 ? (
        <p className={styles.faint}>{received === undefined ? words.noneYet : `${words.none}. ${words.noneWords}`}</p>
      ) : (
        <ReceivedList received={received} />
      )}
      {received?.length === maxReceived && <p className={styles.faint}>{words.newest(maxReceived)}</p>}
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string | undefined;
  readonly large?: boolean;
}

function Figure({ name, value, large = false }: FigureProps) {
  return (
    <div className={styles.figure} data-large={large || undefined}>
      <dt>{name}</dt>
      <dd>{value === undefined ? <Skeleton width="4rem" /> : amountText(value)}</dd>
    </div>
  );
}

/** How often the line is drawn anew, in milliseconds. */
const drawMs = 5_000;

function Growth({ points }: { readonly points: readonly GrowthPoint[] }) {
  const now = useNow(drawMs);
  const { line, area } = pathsOf(points, now);
  const sum = points.at(-1)?.units ?? 0n;
  if (line === '') return <p className={styles.faint}>{words.noChart}</p>;
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.chart(tokensText(writtenOf(sum)))}
    >
      <path className={styles.area} d={area} />
      <path className={styles.curve} d={line} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function ReceivedList({ received }: { readonly received: readonly Tip[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={words.live}>
      <ul className={styles.received}>
        {received.map((tip) => (
          <li key={tip.id} className={styles.tip} data-received={tip.id}>
            <p className={styles.head}>
              <span className={styles.name} dir="auto">
                {nameOf(tip)}
              </span>
              <span className={styles.amount}>{tokensText(tip.amount)}</span>
            </p>
            <p className={styles.about}>
              {tip.private && <Badge icon={<EyeOff aria-hidden="true" />}>{words.private}</Badge>}
              {tip.anonymous && <Badge icon={<UserRoundX aria-hidden="true" />}>{strings.dialog.anonymous}</Badge>}
              {tip.menuItem !== null && <Badge tone="accent">{tip.menuItem}</Badge>}
              {tip.earned !== null && unitsOf(tip.earned) > 0n && (
                <span className={styles.share}>{words.share(amountText(tip.earned))}</span>
              )}
              <span className={styles.share}>{tip.state === 'settled' ? words.settled : words.unsettled}</span>
            </p>
            {tip.message !== null && <p dir="auto">{tip.message}</p>}
            {tip.messageState === 'held' && <p className={styles.share}>{words.waits}</p>}
            {tip.messageState === 'removed' && <p className={styles.share}>{words.removed}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
