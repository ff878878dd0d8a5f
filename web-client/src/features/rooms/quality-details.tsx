/**
 * Everything that was measured of the show as it comes through here, with what a support person would ask for first.
 */

import { CopyButton } from '../../forms/index.ts';
import { useReadable } from '../../live/index.ts';
import { bitrateText, rowsOf, shareText, textOf } from './diagnostics.ts';
import { QualityChart } from './quality-chart.tsx';
import styles from './quality-details.module.css';
import { qualityStrings } from './quality-strings.ts';
import type { ViewerQuality } from './viewer-quality.ts';
import type { Visit } from './visit.ts';

const { details, meaning, states } = qualityStrings;

export interface QualityDetailsProps {
  readonly visit: Visit;
  readonly quality: ViewerQuality;
}

export function QualityDetails({ visit, quality }: QualityDetailsProps) {
  const health = useReadable(quality.health);
  const samples = useReadable(quality.samples);
  const rows = rowsOf(health, { layers: quality.layers(), iceRestarts: visit.media.iceRestarts });
  const { state, figures } = health;
  return (
    <div className={styles.details}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {state === undefined ? qualityStrings.measuring : `${qualityStrings.badge}: ${states[state].toLowerCase()}`}
        </h2>
        <CopyButton text={textOf(rows)} label={details.copy} />
      </div>
      {state && <p className={styles.meaning}>{meaning[state]}</p>}
      <figure className={styles.figure}>
        <figcaption className={styles.caption}>{details.chart}</figcaption>
        <QualityChart
          samples={samples}
          label={details.chartWords(bitrateText(figures?.bitrateBps ?? 0), shareText(figures?.lossShare ?? 0))}
        />
      </figure>
      <dl className={styles.rows}>
        {rows.map(({ label, value }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <a className={styles.check} href="/connection" target="_blank" rel="noreferrer">
        {details.check}
      </a>
    </div>
  );
}
