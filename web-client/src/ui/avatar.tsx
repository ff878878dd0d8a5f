/**
 * A person as their picture, or as two letters on colours of their own. Decoration: their name stands beside it.
 */
import { useState } from 'react';
import styles from './avatar.module.css';
import { cx } from './cx.ts';
import { numbersOf } from './seed.ts';

export interface AvatarProps {
  readonly name: string;
  /** What the colours are drawn from; the person's id where there is one, else the name. */
  readonly seed?: string | undefined;
  readonly size?: 'sm' | 'md' | 'lg' | 'xl' | undefined;
  /** Their picture; where there is none, or it does not come, the letters stand. */
  readonly url?: string | null | undefined;
}

export function Avatar({ name, seed = name, size = 'md', url }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const next = numbersOf(seed);
  // From teal over blue and violet to orange: dark yellow and olive look ill.
  const hue = Math.round(170 + next() * 225) % 360;
  const turn = 25 + Math.round(next() * 30);
  // Lightness low enough in OKLCH that white letters keep 4.5:1 on every hue.
  const background = `linear-gradient(135deg, oklch(52% 0.15 ${hue}), oklch(40% 0.13 ${(hue + turn) % 360}))`;
  return (
    <span aria-hidden="true" className={cx(styles.avatar, size !== 'md' && styles[size])} style={{ background }}>
      {initialsOf(name)}
      {url && url !== broken && <img src={url} alt="" className={styles.picture} onError={() => setBroken(url)} />}
    </span>
  );
}

/** The first letters of the first and the last word, at most two, upper case. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return chosen.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase('en') ?? '').join('') || '?';
}
