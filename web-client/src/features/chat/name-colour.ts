/**
 * The colour of a name, always the same for the same person. Its lightness is the theme's (author-name.module.css), such
 * that every hue keeps 4.5:1 on every surface a line can stand on; a test computes it.
 */
import type { CSSProperties } from 'react';
import { numbersOf } from '../../ui/seed.ts';

/** What the style sheet makes a colour of. */
export function nameColour(id: string): CSSProperties {
  return { '--name-hue': Math.round(numbersOf(id)() * 360) } as CSSProperties;
}
