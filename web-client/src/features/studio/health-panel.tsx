/**
 * What the media server receives, layer by layer: a verdict in words, an icon, one piece of advice.
 */
import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { cx } from '../../ui/index.ts';
import { type Arrival, bitrateText } from './arrival.ts';
import styles from './health-panel.module.css';
import { strings } from './strings.ts';

const { health } = strings;
const icons = { waiting: CircleDashed, good: CircleCheck, weak: TriangleAlert, none: CircleAlert } as const;
const advice = { waiting: undefined, good: undefined, weak: health.weakAdvice, none: health.noneAdvice } as const;

export function HealthPanel({ arrival }: { readonly arrival: Arrival }) {
  const { verdict, layers, soundBps } = arrival;
  const Icon = icons[verdict];
  return (
    <section className={styles.panel} aria-labelledby="health-title">
      <h2 id="health-title" className={styles.title}>
        {health.title}
      </h2>
      <p className={cx(styles.verdict, styles[verdict])} role="status" data-verdict={verdict}>
        <Icon aria-hidden="true" />
        {health[verdict]}
      </p>
      <dl className={styles.rows}>
        {layers.map(({ rid, bitrateBps, arrives, share }) => (
          <Row
            key={rid}
            name={health.layers[rid] ?? rid}
            value={arrives ? bitrateText(bitrateBps) : health.missing}
            share={share}
            rid={rid}
          />
        ))}
        {layers.length === 0 && <Row name={health.picture} value={health.off} share={0} />}
        <Row
          name={health.sound}
          value={soundBps === undefined ? health.off : bitrateText(soundBps)}
          share={Math.min(1, (soundBps ?? 0) / 64_000)}
        />
      </dl>
      {advice[verdict] && <p className={styles.advice}>{advice[verdict]}</p>}
    </section>
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
