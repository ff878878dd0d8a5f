/**
 * `/connection`: tries every way from this device to a show, and says in plain words what comes of it.
 */
import { Ban, Check, CircleHelp, Minus, RotateCw } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { CopyButton } from '../../forms/index.ts';
import { useReadable } from '../../live/index.ts';
import { relayOnly } from '../../media/index.ts';
import { Button, cx, Spinner, Switch, usePageTitle } from '../../ui/index.ts';
import { ConnectionCheck } from './connection-check.ts';
import styles from './connection-page.module.css';
import { judgeWays, type Outcome, type Outcomes, type Verdict, wayNames } from './judge-ways.ts';
import { strings } from './strings.ts';

const signs = {
  open: <Check aria-hidden="true" />,
  shut: <Ban aria-hidden="true" />,
  absent: <Minus aria-hidden="true" />,
  unknown: <CircleHelp aria-hidden="true" />,
} as const;

const tones: Readonly<Record<Verdict, string | undefined>> = {
  ...{ trying: undefined, unknown: undefined, straight: styles.good, relayed: styles.good },
  ...{ 'over-tcp': styles.fair, 'relayed-tcp': styles.fair, nothing: styles.poor, site: styles.poor },
};

export function ConnectionPage() {
  usePageTitle(strings.title);
  const [check] = useState(() => new ConnectionCheck());
  const [busy, setBusy] = useState(true);
  const outcomes = useReadable(check.outcomes);
  const verdict = judgeWays(outcomes);
  const run = (): void => {
    setBusy(true);
    void check.run().then(() => setBusy(false));
  };
  useEffect(() => {
    void check.run().then(() => setBusy(false));
    return () => check.close();
  }, [check]);
  const { title, words } = strings.verdicts[verdict];
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{strings.title}</h1>
        <p className={styles.muted}>{strings.lead}</p>
      </header>
      <section className={cx(styles.verdict, tones[verdict])} role="status" data-verdict={verdict}>
        <h2 className={styles.says}>
          {verdict === 'trying' && <Spinner size="sm" />}
          {title}
        </h2>
        <p>{words}</p>
      </section>
      <section className={styles.panel} aria-label={strings.list}>
        <ul className={styles.ways}>
          {wayNames.map((way) => (
            <li key={way} className={styles.way} data-way={way} data-state={outcomes[way].state}>
              <div>
                <h3 className={styles.name}>{strings.ways[way].title}</h3>
                <p className={styles.muted}>{strings.ways[way].words}</p>
              </div>
              <State outcome={outcomes[way]} />
            </li>
          ))}
        </ul>
        <div className={styles.acts}>
          <Button size="sm" icon={<RotateCw />} loading={busy} onClick={run}>
            {strings.again}
          </Button>
          <CopyButton label={strings.copy} text={textOf(outcomes, title)} />
        </div>
      </section>
      {wayNames.some((way) => way.startsWith('relay') && outcomes[way].state === 'open') && <RelayOnlySwitch />}
    </div>
  );
}

function State({ outcome: { state, rttMs } }: { readonly outcome: Outcome }) {
  return (
    <p className={cx(styles.state, styles[state])}>
      {state === 'trying' ? <Spinner size="sm" /> : signs[state]}
      {strings.states[state]}
      {rttMs !== undefined && <span className={styles.time}>{strings.within(rttMs)}</span>}
    </p>
  );
}

function RelayOnlySwitch() {
  const wanted = useSyncExternalStore(relayOnly.subscribe, relayOnly.current);
  return (
    <section className={styles.panel}>
      <Switch
        label={strings.relayOnly.label}
        description={strings.relayOnly.words}
        checked={wanted}
        onCheckedChange={(now) => relayOnly.set(now)}
      />
    </section>
  );
}

/** For a support person: no address is in it. */
function textOf(outcomes: Outcomes, title: string): string {
  const lines = wayNames.map((way) => {
    const { state, rttMs } = outcomes[way];
    return `${strings.ways[way].title}: ${strings.states[state]}${rttMs === undefined ? '' : `, ${strings.within(rttMs)}`}`;
  });
  return [title, ...lines, navigator.userAgent].join('\n');
}
