/**
 * How the show goes out: a verdict in words, one piece of advice, what arrives of each layer, and the figures behind it.
 */
import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import type { SentPictures } from '../../media/index.ts';
import { Button, cx, Spinner } from '../../ui/index.ts';
import { arrivalOf, bitrateText } from './arrival.ts';
import type { Health } from './broadcast-state.ts';
import { HealthFigures } from './health-figures.tsx';
import styles from './health-panel.module.css';
import type { Verdict } from './health-verdict.ts';
import type { HealthView } from './health-watch.ts';
import { strings } from './strings.ts';

/** The charts and their library come only where somebody wants to see them. */
const HealthCharts = lazy(async () => ({ default: (await import('./health-charts.tsx')).HealthCharts }));

const { health: words } = strings;
const icons = { waiting: CircleDashed, good: CircleCheck, fair: TriangleAlert, poor: CircleAlert } as const;

export interface HealthPanelProps {
  readonly view: HealthView;
  /** What the media server last said arrives. */
  readonly health: Health;
  readonly pictures: SentPictures;
  /** Whether a microphone is sent. */
  readonly microphone: boolean;
}

export function HealthPanel({ view, health, pictures, microphone }: HealthPanelProps) {
  const [open, setOpen] = useState(false);
  const chartsId = useId();
  const latest = view.history.at(-1);
  return (
    <section className={styles.panel} aria-labelledby="health-title">
      <h2 id="health-title" className={styles.title}>
        {words.title}
      </h2>
      <VerdictWords verdict={view.verdict} />
      <LayerRows health={health} pictures={pictures} microphone={microphone} />
      {latest && <HealthFigures point={latest} />}
      <Button size="sm" aria-expanded={open} aria-controls={chartsId} onClick={() => setOpen(!open)}>
        {open ? words.charts.hide : words.charts.show}
      </Button>
      <div id={chartsId} hidden={!open}>
        {open && (
          <Suspense fallback={<Spinner label={words.charts.loading} />}>
            <HealthCharts history={view.history} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

function VerdictWords({ verdict }: { readonly verdict: Verdict | undefined }) {
  const state = verdict?.state ?? 'waiting';
  const Icon = icons[state];
  return (
    <div role="status" data-verdict={state} data-cause={verdict?.cause}>
      <p className={cx(styles.verdict, styles[state])}>
        <Icon aria-hidden="true" />
        {words.states[state]}
      </p>
      <p className={styles.advice}>{verdict ? words.advice[verdict.cause] : words.waiting}</p>
    </div>
  );
}

function LayerRows({ health, pictures, microphone }: Omit<HealthPanelProps, 'view'>) {
  const { layers, screenBps, soundBps } = arrivalOf(health, { ...pictures, microphone });
  const unwanted = layers.some(({ state }) => state === 'unwanted');
  return (
    <>
      <dl className={styles.rows}>
        {layers.map(({ rid, rank, bitrateBps, state, share }) => (
          <Row
            key={rid}
            name={words.layers[rank] ?? rid}
            value={state === 'arrives' ? bitrateText(bitrateBps) : words[state]}
            share={share}
            rid={rid}
          />
        ))}
        {layers.length === 0 && <Row name={words.picture} value={words.off} share={0} />}
        {screenBps !== undefined && (
          <Row name={words.screen} value={bitrateText(screenBps)} share={Math.min(1, screenBps / 2_400_000)} />
        )}
        <Row
          name={words.sound}
          value={soundBps === undefined ? words.off : bitrateText(soundBps)}
          share={Math.min(1, (soundBps ?? 0) / 64_000)}
        />
      </dl>
      {unwanted && <p className={styles.advice}>{words.unwantedWords}</p>}
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly share: number;
  readonly rid?: string;
}

function Row({ name, value, share, rid }: RowProps) {
  return (
    <div className={styles.row} data-rid={rid}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.track} aria-hidden="true">
          <span className={styles.fill} style={{ transform: `scaleX(${share})` }} />
        </span>
        <span className={styles.value}>{value}</span>
      </dd>
    </div>
  );
}
