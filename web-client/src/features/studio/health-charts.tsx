/**
 * The last five minutes as charts: bitrate against its target, pictures a second, loss and delay; above them the same in a
 * sentence, which is all that who does not see them needs.
 */
import { bitrateText } from './arrival.ts';
import styles from './health-charts.module.css';
import { type History, inShort } from './health-history.ts';
import { LineChart } from './line-chart.tsx';
import { percentText } from './percent-text.ts';
import { strings } from './strings.ts';

const { charts } = strings.health;

export function HealthCharts({ history }: { readonly history: History }) {
  if (history.length < 2) return <p className={styles.words}>{charts.soon}</p>;
  const at = history.map(({ sample }) => sample.atMs / 1000);
  const line = (of: (point: History[number]) => number | undefined) => history.map((point) => of(point) ?? null);
  return (
    <div className={styles.charts}>
      <p className={styles.words}>{summaryOf(history)}</p>
      <LineChart
        title={charts.bitrate}
        at={at}
        text={(value) => bitrateText(value)}
        lines={[
          { name: charts.sent, tone: 'accent', values: line(({ sample }) => sample.bitrateBps) },
          { name: charts.target, tone: 'faint', values: line(({ madeBps }) => madeBps) },
        ]}
      />
      <LineChart
        title={charts.fps}
        at={at}
        text={(value) => String(Math.round(value))}
        lines={[{ name: charts.fps, tone: 'ok', values: line(({ sample }) => sample.fps) }]}
      />
      <LineChart
        title={charts.loss}
        at={at}
        text={percentText}
        lines={[{ name: charts.loss, tone: 'danger', values: line(({ sample }) => sample.lossShare) }]}
        least={0.02}
      />
      <LineChart
        title={charts.rtt}
        at={at}
        text={(value) => strings.health.figures.ms(Math.round(value))}
        lines={[{ name: charts.rtt, tone: 'info', values: line(({ sample }) => sample.rttMs) }]}
        least={50}
      />
    </div>
  );
}

function summaryOf(history: History): string {
  const { minutes, bitrateBps, lowestBps, fps, lossShare, rttMs } = inShort(history);
  return charts.summary({
    minutes,
    bitrate: bitrateText(bitrateBps),
    lowest: bitrateText(lowestBps),
    fps: fps === undefined ? undefined : String(Math.round(fps)),
    loss: lossShare === undefined ? undefined : percentText(lossShare),
    rtt: rttMs === undefined ? undefined : strings.health.figures.ms(Math.round(rttMs)),
  });
}
