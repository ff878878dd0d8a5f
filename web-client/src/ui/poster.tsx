/**
 * A generated picture of a stage at dusk, different for every seed: stands where no picture is (cards, ended rooms).
 */
import { useId } from 'react';
import styles from './poster.module.css';
import { numbersOf } from './seed.ts';

/** Sky from top to horizon, then the colour of the light. All dark enough for white text over them. */
const palettes = [
  ['#1b1033', '#6b2a4f', '#ffb341'],
  ['#0d1a33', '#2b4a78', '#ffd08a'],
  ['#1c0f26', '#7a3340', '#ff9d5c'],
  ['#0a1f2a', '#1f5a5c', '#ffcf7d'],
  ['#190f2e', '#4a3489', '#ff9fc0'],
  ['#22100f', '#843d22', '#ffc766'],
] as const;

export interface PosterProps {
  readonly seed: string;
}

export function Poster({ seed }: PosterProps) {
  const id = useId();
  const next = numbersOf(seed);
  const [sky, horizon, light] = palettes[Math.floor(next() * palettes.length)] ?? palettes[0];
  const lampX = 90 + next() * 140;
  const spread = 55 + next() * 30;
  return (
    <svg className={styles.poster} viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <linearGradient id={`${id}sky`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={sky} />
          <stop offset="0.85" stopColor={horizon} />
        </linearGradient>
        <linearGradient id={`${id}beam`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={light} stopOpacity="0.75" />
          <stop offset="1" stopColor={light} stopOpacity="0.08" />
        </linearGradient>
        <radialGradient id={`${id}pool`}>
          <stop offset="0" stopColor={light} stopOpacity="0.85" />
          <stop offset="1" stopColor={light} stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="320" height="180" fill={`url(#${id}sky)`} />
      <Skyline next={next} sky={sky} light={light} />
      <path d={'M0 152h320v28H0z'} fill={sky} />
      <ellipse cx={160} cy={160} rx={spread * 1.9} ry={20} fill={`url(#${id}pool)`} />
      <path d={`M${lampX} -6 L${160 - spread} 162 L${160 + spread} 162 Z`} fill={`url(#${id}beam)`} opacity="0.55" />
      <path
        d={`M${lampX} -6 L${160 - spread / 2} 162 L${160 + spread / 2} 162 Z`}
        fill={`url(#${id}beam)`}
        opacity="0.5"
      />
    </svg>
  );
}

interface SkylineProps {
  readonly next: () => number;
  readonly sky: string;
  readonly light: string;
}

function Skyline({ next, sky, light }: SkylineProps) {
  const houses = [];
  for (let x = -8; x < 320; ) {
    const width = 18 + Math.floor(next() * 22);
    const height = 34 + Math.floor(next() * 62);
    houses.push({ x, width, height, lit: next() > 0.35, windowX: 5 + next() * (width - 12), windowY: 8 + next() * 20 });
    x += width + (next() > 0.8 ? 6 : 0);
  }
  return houses.map(({ x, width, height, lit, windowX, windowY }) => (
    <g key={x} transform={`translate(${x} ${153 - height})`}>
      <rect width={width} height={height} fill={sky} opacity="0.82" />
      {lit && <rect x={windowX} y={windowY} width="3.5" height="5" fill={light} opacity="0.8" />}
      {lit && <rect x={windowX} y={windowY + 12} width="3.5" height="5" fill={light} opacity="0.45" />}
    </g>
  ));
}
