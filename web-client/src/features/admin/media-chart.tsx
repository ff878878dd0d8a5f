/**
 * Lines over a quarter of an hour, drawn by uPlot in the colours of the theme. For the eye: the figures of now stand in the
 * tables beside it, and the newest of each line in its legend.
 */
import { useEffect, useId, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import styles from './media-chart.module.css';
import type { Series } from './media-series.ts';

export type ChartTone = 'accent' | 'info' | 'ok' | 'danger' | 'warn' | 'live' | 'muted' | 'faint';

export interface MediaChartProps {
  readonly title: string;
  readonly series: Series;
  /** The colour of each line; absent: as they come. */
  readonly tones?: readonly ChartTone[];
  /** A value with its unit. */
  readonly text: (value: number) => string;
  /** What the scale reaches at least. */
  readonly least: number;
}

const height = 150;
const variables: Readonly<Record<ChartTone, string>> = {
  ...{ accent: '--accent-text', info: '--info', ok: '--ok', danger: '--danger' },
  ...{ warn: '--warn', live: '--live-text', muted: '--text', faint: '--text-faint' },
};
const inTurn: readonly ChartTone[] = ['accent', 'info', 'ok', 'live', 'muted', 'warn', 'danger', 'faint'];
/** Lines differ by more than their colour. */
const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3]];

export function MediaChart(props: MediaChartProps) {
  const { title, series, tones = inTurn, text } = props;
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const newest = useRef(props);
  newest.current = props;
  const shape = series.lines.map(({ name }) => name).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew where other lines are shown
  useEffect(() => {
    const on = place.current;
    if (on === null) return;
    const draw = (): void => {
      chart.current?.destroy();
      chart.current = new uPlot(optionsOf(newest.current, on), dataOf(newest.current.series), on);
    };
    draw();
    const stop = onLook(on, draw);
    return () => {
      stop();
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [shape]);
  useEffect(() => chart.current?.setData(dataOf(series)), [series]);
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption id={id} className={styles.title}>
        {title}
      </figcaption>
      <div ref={place} className={styles.chart} aria-hidden="true" />
      <ul className={styles.legend}>
        {series.lines.map(({ name, values }, at) => (
          <li key={name} data-tone={tones[at]}>
            {name} <span className={styles.newest}>{newestText(values.at(-1) ?? null, text)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function newestText(value: number | null, text: (value: number) => string): string {
  return value === null ? '–' : text(value);
}

function dataOf({ at, lines }: Series): uPlot.AlignedData {
  return [[...at], ...lines.map(({ values }) => [...values])];
}

/** Draws again when the width or the theme changes; returns how to stop. */
function onLook(place: HTMLElement, draw: () => void): () => void {
  let width = place.clientWidth;
  const resized = new ResizeObserver(() => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    draw();
  });
  resized.observe(place);
  const themed = new MutationObserver(draw);
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    resized.disconnect();
    themed.disconnect();
  };
}

function optionsOf({ series, tones = inTurn, text, least }: MediaChartProps, place: HTMLElement): uPlot.Options {
  const style = getComputedStyle(place);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--text-muted'),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: colour('--border'), width: 1 },
    ticks: { show: false },
  };
  const lines = series.lines.map(({ name }, at) => ({
    label: name,
    stroke: colour(variables[tones[at] ?? 'faint']),
    width: 2,
    dash: dashes[at % dashes.length] ?? [],
    points: { show: false },
  }));
  return {
    width: Math.max(place.clientWidth, 120),
    height,
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { range: (_chart, _low, high) => [0, Math.max(high ?? 0, least) * 1.05] } },
    axes: [
      { ...axis, size: 28, space: 64, incrs: [60, 120, 300, 600], values: (_chart, ticks) => ticks.map(clockText) },
      { ...axis, size: 64, space: 36, values: (_chart, ticks) => ticks.map(text) },
    ],
    series: [{}, ...lines],
  };
}

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

function clockText(seconds: number): string {
  return clock.format(new Date(seconds * 1_000));
}
