/**
 * The figures of the last look, for those who know what they mean.
 */
import { bitrateText } from './arrival.ts';
import type { HealthPoint } from './health-history.ts';
import styles from './health-panel.module.css';
import { percentText } from './percent-text.ts';
import { strings } from './strings.ts';

const { figures } = strings.health;

export function HealthFigures({ point: { sample, madeBps } }: { readonly point: HealthPoint }) {
  const { bitrateBps, fps, lossShare, rttMs, limitation } = sample;
  const rows = [
    [figures.bitrate, figures.ofTarget(bitrateText(bitrateBps), bitrateText(madeBps))],
    [figures.fps, fps === undefined ? figures.unknown : figures.aSecond(Math.round(fps))],
    [figures.loss, lossShare === undefined ? figures.unknown : percentText(lossShare)],
    [figures.rtt, rttMs === undefined ? figures.unknown : figures.ms(rttMs)],
    [figures.limitation, figures.limitations[limitation]],
  ] as const;
  return (
    <dl className={styles.figures}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
