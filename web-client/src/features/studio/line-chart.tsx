/**
 * A few values over time as lines, drawn by uPlot in the colours of the theme. For the eye alone: what it shows is said in
 * words beside it.
 */
import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import styles from './health-charts.module.css';

export interface ChartLine {
  readonly name: string;
  readonly tone: 'accent' | 'faint' | 'ok' | 'danger' | 'info';
  /** One for each moment; null where nothing is known. */
  readonly values: readonly (number | null)[];
}

export interface LineChartProps {
  readonly title: string;
  /** The moments, in seconds, ascending. */
  readonly at: readonly number[];
  readonly lines: readonly ChartLine[];
  /** A value with its unit. */
  readonly text: (value: number) => string;
  /** What the scale reaches at least. */
  readonly least?: number;
}

const height = 110;
const tones = {
  accent: '--accent-text',
  faint: '--text-faint',
  ok: '--ok',
  danger: '--danger',
  info: '--info',
} as const;

export function LineChart(props: LineChartProps) {
  const { title, at, lines } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const data = useMemo<uPlot.AlignedData>(() => [[...at], ...lines.map(({ values }) => [...values])], [at, lines]);
  const made = useRef({ ...props, data });
  made.current = { ...props, data };
  useEffect(() => {
    const on = place.current;
    if (on === null) return;
    const draw = (): void => {
      chart.current?.destroy();
      chart.current = new uPlot(optionsOf(made.current, on), made.current.data, on);
    };
    const stop = onLook(on, draw);
    draw();
    return () => {
      stop();
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.setData(data), [data]);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        {lines.length > 1 &&
          lines.map(({ name, tone }) => (
            <span key={name} className={styles.key} data-tone={tone}>
              {name}
            </span>
          ))}
      </figcaption>
      <div ref={place} className={styles.chart} aria-hidden="true" />
    </figure>
  );
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

function optionsOf({ lines, text, least = 0 }: LineChartProps, place: HTMLElement): uPlot.Options {
  const style = getComputedStyle(place);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--text-muted'),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: colour('--border') },
  };
  return {
    width: Math.max(place.clientWidth, 120),
    height,
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false },
      y: { range: (_chart, _low, high) => [0, Math.max(high ?? 0, least) * 1.1 || 1] },
    },
    axes: [
      {
        ...axis,
        size: 30,
        values: (chart, ticks) => ticks.map((tick) => agoText((chart.data[0].at(-1) ?? tick) - tick)),
      },
      {
        ...axis,
        size: 92,
        splits: (_chart, _axis, _low, high) => [0, high / 2.2, high / 1.1],
        values: (_chart, ticks) => ticks.map(text),
      },
    ],
    series: [
      {},
      ...lines.map(({ name, tone }) => ({
        label: name,
        stroke: colour(tones[tone]),
        width: 2,
        points: { show: false },
        ...(tone === 'faint' && { dash: [6, 4] }),
      })),
    ],
  };
}

/** `now`, `−2:00` */
function agoText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole <= 0) return '0:00';
  return `−${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
