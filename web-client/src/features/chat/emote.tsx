/**
 * The emotes' pictures: drawn here, so that they look the same on every machine and no font is needed.
 */
import type { ReactNode } from 'react';
import styles from './emote.module.css';
import type { EmoteName } from './emotes.ts';

const face = <circle cx="12" cy="12" r="10" fill="#ffcf5c" />;
const eyes = (
  <>
    <ellipse cx="8.4" cy="10" rx="1.3" ry="1.8" fill="#4a2c0a" />
    <ellipse cx="15.6" cy="10" rx="1.3" ry="1.8" fill="#4a2c0a" />
  </>
);
const skin = '#ffcf5c';
const shade = '#e0992c';

const art: Record<EmoteName, ReactNode> = {
  clap: (
    <>
      <path
        d="M9 21c-3.6 0-6-2.6-6-6 0-2 1-3.4 2-4.6l3.4-4c.8-1 2.3.2 1.6 1.3L8.6 10l5-5.200c1-1 2.5.4 1.6 1.400l1.3-.6c1.2-.5 2 1 1 1.900L17 8.300c1-.5 1.9.7 1.1 1.600L14 17.500C12.8 19.8 11.2 21 9 21z"
        fill={skin}
        stroke={shade}
      />
      <path d="M19 2.500v2.600M22 6l-2.4.9M15.5 1.500l.4 2" stroke="#ffb341" strokeWidth="1.7" strokeLinecap="round" />
      <path d="M9.4 13.200l4-4.300M11.3 15l3.6-4.3" stroke={shade} strokeLinecap="round" />
    </>
  ),
  heart: (
    <path
      d="M12 21S2.5 15.3 2.5 8.900C2.5 5.7 4.9 3.5 7.6 3.500c1.9 0 3.5 1 4.4 2.6.9-1.6 2.5-2.6 4.4-2.6 2.7 0 5.1 2.2 5.1 5.400C21.5 15.3 12 21 12 21z"
      fill="#f0475a"
    />
  ),
  fire: (
    <>
      <path
        d="M12.5 1.500c.8 3.5 6.5 6 6.5 12.300A7 7 0 0 1 12 21.500a7 7 0 0 1-7-7.400c0-3.2 1.9-4.9 2.8-7 1.1.8 1.7 1.8 1.9 2.9 1.7-1.9 2.9-4.7 2.8-8.500z"
        fill="#ff7a2b"
      />
      <path
        d="M12.2 11c.5 2 2.8 3 2.8 5.800a3 3 0 1 1-6-.1c0-1.7.9-2.4 1.3-3.4.6.4.8.8.9 1.3.6-.9 1-2 1-3.600z"
        fill="#ffd75e"
      />
    </>
  ),
  laugh: (
    <>
      {face}
      <path
        d="M6 10.500c.6-1.8 3.2-1.8 3.8 0M14.2 10.500c.6-1.8 3.2-1.8 3.8 0"
        stroke="#4a2c0a"
        strokeWidth="1.5"
        strokeLinecap="round"
        fill="none"
      />
      <path d="M6.5 13h11c0 3.6-2.3 6-5.5 6s-5.5-2.4-5.5-6z" fill="#4a2c0a" />
      <path d="M8.9 17.700c.8-1 5.4-1 6.2 0-.8.8-1.9 1.3-3.1 1.300s-2.3-.5-3.1-1.300z" fill="#f0475a" />
    </>
  ),
  wow: (
    <>
      {face}
      {eyes}
      <ellipse cx="12" cy="16" rx="2.3" ry="3" fill="#4a2c0a" />
    </>
  ),
  cry: (
    <>
      {face}
      {eyes}
      <path d="M8.5 17.500c1.5-2.2 5.5-2.2 7 0" stroke="#4a2c0a" strokeWidth="1.5" strokeLinecap="round" fill="none" />
      <path d="M17.5 12.500c1.4 2 2 3 2 4a2 2 0 1 1-4 0c0-1 .6-2 2-4z" fill="#5aa9ff" />
    </>
  ),
  party: (
    <>
      <path d="M2.5 21.500L8 8.500l7.5 7.500z" fill="#b07cff" />
      <path d="M4.6 16.600l2.9 2.800M6.3 12.500l5 5" stroke="#ffcf5c" strokeWidth="1.6" />
      <path
        d="M13 10.500c3.5-1 3-4 6-4.500M12.5 6c0-1.7 1.5-2 1.3-4M16.5 13.500c2-.6 2.5.8 4.5.4"
        stroke="#ff7a9c"
        strokeWidth="1.6"
        strokeLinecap="round"
        fill="none"
      />
      <circle cx="18" cy="2.8" r="1.3" fill="#63d69a" />
      <circle cx="21.3" cy="9.5" r="1.2" fill="#ffcf5c" />
      <circle cx="9.6" cy="3.8" r="1.2" fill="#5aa9ff" />
    </>
  ),
  music: (
    <path
      d="M9 4.500l11-2.500v13.600a3.3 3.3 0 1 1-2.2-3.100V7.200l-6.6 1.500v9.700A3.3 3.3 0 1 1 9 15.300z"
      fill="#9db8ff"
    />
  ),
  star: (
    <path d="M12 1.800l3.1 6.6 7.1.9-5.2 5 1.3 7.100L12 17.900l-6.3 3.500L7 14.300l-5.2-5 7.1-.9z" fill="#ffcf5c" />
  ),
  rose: (
    <>
      <path d="M12 12v10" stroke="#3fae73" strokeWidth="1.9" strokeLinecap="round" />
      <path
        d="M12 19c-3.6.4-5.4-1.2-5.8-3.8 3.2-.2 5.2 1 5.8 3.800zM12 17c3.2.2 4.8-1.2 5.2-3.4-2.9-.2-4.7.9-5.2 3.400z"
        fill="#3fae73"
      />
      <path
        d="M12 1.500c1.7 0 2.6 1 2.6 1 2 .2 3.4 1.8 3.4 4.4 0 3.4-2.6 5.9-6 5.900s-6-2.5-6-5.900c0-2.6 1.4-4.2 3.4-4.4 0 0 .9-1 2.6-1z"
        fill="#e8344a"
      />
      <path
        d="M9.2 5.300c1.5 1.5 4.1 1.5 5.6 0M12 6.400v4.3"
        stroke="#9c1b2e"
        strokeWidth="1.3"
        strokeLinecap="round"
        fill="none"
      />
    </>
  ),
  yes: (
    <>
      <path
        d="M8 10.500l4-8c1.9 0 2.9 1.5 2.5 3.300L13.7 9h5.200c1.4 0 2.4 1.3 2 2.600l-2.1 7.300c-.3 1-1.2 1.6-2.2 1.600H8z"
        fill={skin}
        stroke={shade}
      />
      <rect x="2.5" y="10" width="4.5" height="11" rx="1.3" fill="#5aa9ff" />
    </>
  ),
  wave: (
    <>
      <path
        d="M6.5 13.300L4.6 9.700c-.6-1.2 1-2.1 1.7-1l-1-3.500c-.4-1.3 1.3-1.9 1.9-.6L9 8.5 8.6 4c-.1-1.4 1.8-1.5 2-.2l1 5 1.2-3.700c.4-1.3 2.1-.9 1.9.5l-.4 6.400c.9-.9 1.8-1.6 3.1-1.5.8 0 1 .8.5 1.4-1.6 1.6-2 4.3-3.2 6.3-1.5 2.5-5.4 3-7 .2z"
        fill={skin}
        stroke={shade}
      />
      <path
        d="M18 4.500c1.3.8 2 1.9 2.2 3.300M20 2c1.7 1 2.6 2.4 2.9 4.300M3 16.500c.2 1.9 1.1 3.3 2.7 4.3"
        stroke="#9db8ff"
        strokeWidth="1.5"
        strokeLinecap="round"
        fill="none"
      />
    </>
  ),
};

export interface EmoteProps {
  readonly name: EmoteName;
  readonly large?: boolean | undefined;
  /** Where its name stands beside it already. */
  readonly silent?: boolean | undefined;
}

export function Emote({ name, large = false, silent = false }: EmoteProps) {
  return (
    <svg
      role="img"
      aria-label={`:${name}:`}
      aria-hidden={silent || undefined}
      className={large ? styles.large : styles.emote}
      viewBox="0 0 24 24"
      fill="none"
    >
      {art[name]}
    </svg>
  );
}
