/**
 * The charts of the media, in a file of their own: they bring uPlot, and only who looks at them loads it.
 */
import type { MediaSample, RoomSample } from '#protocol/http/media.ts';
import styles from './media.module.css';
import { type ChartTone, MediaChart } from './media-chart.tsx';
import { mostLines, recentSamples, seriesOf, seriesOfWorkers } from './media-series.ts';
import { media, shareText } from './media-strings.ts';

const words = media.charts;
const byState: readonly ChartTone[] = ['ok', 'warn', 'danger'];
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const wholeText = (value: number): string => whole.format(value);

/** Of all nodes together. */
export function MediaCharts({ samples }: { readonly samples: readonly MediaSample[] }) {
  const cpu = seriesOfWorkers(samples, words.worker, ({ cpu: share }) => share);
  const consumers = seriesOfWorkers(samples, words.worker, (worker) => worker.consumers);
  return (
    <div className={styles.charts}>
      <MediaChart title={words.cpu} series={cpu} text={shareText} least={0.2} />
      <MediaChart title={words.consumers} series={consumers} text={wholeText} least={4} />
      <StateChart samples={samples} />
      {cpu.workers > mostLines && <p>{words.busiest(mostLines, cpu.workers)}</p>}
    </div>
  );
}

/** Of one room. */
export function RoomCharts({ samples }: { readonly samples: readonly RoomSample[] }) {
  const recent = recentSamples(samples);
  const score = seriesOf(recent, [[words.scored, (one: RoomSample) => one.score]]);
  const viewers = seriesOf(recent, [[words.viewers, (one: RoomSample) => one.viewers]]);
  return (
    <div className={styles.charts}>
      <MediaChart title={words.viewers} series={viewers} text={wholeText} least={4} />
      <StateChart samples={recent} />
      <MediaChart title={words.score} series={score} text={wholeText} least={10} />
    </div>
  );
}

function StateChart({ samples }: { readonly samples: readonly (MediaSample | RoomSample)[] }) {
  const { good, fair, poor } = media.states;
  const series = seriesOf(samples, [
    [good, (one) => one.good],
    [fair, (one) => one.fair],
    [poor, (one) => one.poor],
  ]);
  return <MediaChart title={words.quality} series={series} tones={byState} text={wholeText} least={4} />;
}
