/**
 * Our picture: a street at dusk, one lamp, somebody playing in its light, people who have stopped. Decoration. It stands
 * still: painting it anew for every frame takes a machine without a GPU from 60 to 17 frames a second.
 */
import styles from './hero.module.css';
import { Crowd, Player } from './hero-people.tsx';
import { Houses, Lights } from './hero-street.tsx';

export function HeroArt() {
  return (
    <svg className={styles.picture} viewBox="0 0 960 520" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <defs>
        <linearGradient id="hero-sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#0e0c14" />
          <stop offset="0.22" stopColor="#221536" />
          <stop offset="0.46" stopColor="#5c2650" />
          <stop offset="0.62" stopColor="#a8454c" />
          <stop offset="0.76" stopColor="#e58a4a" />
        </linearGradient>
        <linearGradient id="hero-beam" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#ffe2a8" stopOpacity="0.85" />
          <stop offset="1" stopColor="#ffb341" stopOpacity="0.12" />
        </linearGradient>
        <radialGradient id="hero-pool">
          <stop offset="0" stopColor="#ffd58c" stopOpacity="0.95" />
          <stop offset="0.55" stopColor="#ffb341" stopOpacity="0.45" />
          <stop offset="1" stopColor="#ffb341" stopOpacity="0" />
        </radialGradient>
        <linearGradient id="hero-ground" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#2b1630" />
          <stop offset="1" stopColor="#120d1b" />
        </linearGradient>
      </defs>
      <rect width="960" height="520" fill="url(#hero-sky)" />
      <Houses />
      <rect y="404" width="960" height="116" fill="url(#hero-ground)" />
      <Lights />
      <ellipse cx="600" cy="430" rx="250" ry="36" fill="url(#hero-pool)" />
      <path d="M668 92 L430 436 L770 436 L692 92Z" fill="url(#hero-beam)" opacity="0.55" />
      <Player />
      <Crowd />
    </svg>
  );
}
