/**
 * The people of our picture: somebody with a guitar, and backs of those who listen.
 */

const ink = '#150c1e';

/** Feet at (600, 436), about 220 high. */
export function Player() {
  return (
    <g fill={ink}>
      <ellipse cx="600" cy="437" rx="62" ry="7" opacity="0.55" />
      <path d="M582 330l-8 104h20l10-84 14 84h21l-10-108z" />
      <path d="M577 262c4-14 44-14 50 0l7 74h-60z" />
      <path d="M581 262c-20 14-26 34-18 52l34 10 4-12-24-9c-1-9 4-17 12-22z" />
      <path d="M622 262c18 8 30 22 36 34l30-10-5-11-20 4c-8-14-18-23-30-27z" />
      <path d="M596 226h14v26h-14z" />
      <circle cx="603" cy="226" r="18" />
      <path d="M574 216c10-5 48-8 60-1-2 4-10 6-16 6l-30 1c-6 0-13-2-14-6z" />
      <path d="M585 214c0-18 4-24 9-23 4 1 6 3 9 3s6-3 10-3c6 0 9 8 10 22z" />
      <g transform="rotate(-17 600 322)">
        <path
          d="M556 322c0-17 14-26 27-22 8 2 13 2 20-1 12-5 24 6 24 22s-12 27-24 22c-7-3-12-3-20-1-13 4-27-3-27-20z"
          fill="#7c3f1d"
        />
        <circle cx="600" cy="321" r="7" fill={ink} />
        <path d="M612 317h86v7h-86z" fill="#3a1d12" />
        <path d="M696 313h18v14h-18z" fill="#3a1d12" />
      </g>
      <path d="M566 310l32 14-4 10-34-12z" />
      <path d="M470 424h44l-6 20q-16 5-32 0z" />
      <path d="M462 420q30 8 60 0v6q-30 8-60 0z" />
    </g>
  );
}

const heads = [
  { x: 300, size: 1.15 },
  { x: 392, size: 0.98 },
  { x: 742, size: 1.02 },
  { x: 836, size: 1.2 },
  { x: 926, size: 1 },
] as const;

/** Cut off by the lower edge, as if one stood behind them. */
export function Crowd() {
  return (
    <g fill="#0b0711">
      {heads.map(({ x, size }) => (
        <g key={x} transform={`translate(${x} 520) scale(${size})`}>
          <circle cx="0" cy="-74" r="21" />
          <path d="M-46 4c0-36 18-54 46-54s46 18 46 54z" />
        </g>
      ))}
    </g>
  );
}
