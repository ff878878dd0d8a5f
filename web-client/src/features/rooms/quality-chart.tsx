/**
 * Bitrate and lost packets over the last two minutes. What it draws is said in words beside it.
 */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { figuresOf, type WatchSample } from '../../media/watch-sample.ts';
import styles from './quality-chart.module.css';
import { qualityStrings } from './quality-strings.ts';

export interface QualityChartProps {
  readonly samples: readonly WatchSample[];
  /** What it shows, for those who do not see it. */
  readonly label: string;
}

const { details } = qualityStrings;
const height = 140;
const spanSeconds = 120;

export function QualityChart({ samples, label }: QualityChartProps) {
  const ref = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const made = new uPlot(optionsFor(element), [[], [], []], element);
    chart.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.setData(columnsOf(samples)), [samples]);
  return <div ref={ref} className={styles.chart} role="img" aria-label={label} />;
}

function optionsFor(element: HTMLElement): uPlot.Options {
  const look = getComputedStyle(element);
  const color = (name: string): string => look.getPropertyValue(name).trim();
  const axis = { stroke: color('--text-muted'), grid: { stroke: color('--border'), width: 1 }, ticks: { show: false } };
  const font = `11px ${color('--font')}`;
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-spanSeconds, 0] },
      // Of nothing at all there is still a chart.
      bitrate: { range: (_chart, _least, most) => [0, Math.max(0.5, most * 1.15)] },
      loss: { range: (_chart, _least, most) => [0, Math.max(10, most)] },
    },
    axes: [
      {
        ...axis,
        font,
        size: 24,
        splits: () => [-spanSeconds, -spanSeconds / 2, 0],
        values: () => [...details.chartAxis],
      },
      { ...axis, font, size: 44, scale: 'bitrate', label: details.bitrateAxis, labelFont: font, labelSize: 16 },
      {
        ...axis,
        font,
        size: 36,
        scale: 'loss',
        side: 1,
        grid: { show: false },
        label: details.lossAxis,
        labelFont: font,
        labelSize: 16,
      },
    ],
    series: [
      {},
      { scale: 'bitrate', stroke: color('--ok'), width: 2, points: { show: false } },
      { scale: 'loss', stroke: color('--danger'), width: 2, dash: [4, 3], points: { show: false } },
    ],
  };
}

/** Seconds before now, megabits a second, per cent lost; each of the second before. */
function columnsOf(samples: readonly WatchSample[]): [number[], number[], number[]] {
  const now = samples.at(-1)?.atMs ?? 0;
  const seconds = samples.slice(1).map((sample, at) => {
    const figures = figuresOf([samples[at] ?? sample, sample]);
    const atSeconds = (sample.atMs - now) / 1_000;
    return [atSeconds, (figures?.bitrateBps ?? 0) / 1_000_000, (figures?.lossShare ?? 0) * 100] as const;
  });
  return [seconds.map(([at]) => at), seconds.map(([, bitrate]) => bitrate), seconds.map(([, , loss]) => loss)];
}
