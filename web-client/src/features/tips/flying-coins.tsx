/**
 * Coins that fly off a card, more of them the more it is; for the greatest they rain. Decoration, and gone without motion.
 */
import type { CSSProperties } from 'react';
import type { TipTier } from '#protocol/http/tips.ts';
import { cx, numbersOf } from '../../ui/index.ts';
import styles from './coins.module.css';

const count: Record<TipTier, number> = { small: 0, medium: 6, large: 14, huge: 28 };

export interface FlyingCoinsProps {
  readonly tier: TipTier;
  /** Their ways belong to it. */
  readonly seed: string;
}

export function FlyingCoins({ tier, seed }: FlyingCoinsProps) {
  const next = numbersOf(seed);
  return (
    <div className={cx(styles.coins, tier === 'huge' && styles.rain)}>
      {Array.from({ length: count[tier] }, (_none, at) => ({ key: `coin-${at}`, style: wayOf(next) })).map(
        ({ key, style }) => (
          <span key={key} className={styles.coin} style={style} />
        ),
      )}
    </div>
  );
}

/** Downwards, as far as the picture is wide, each a little later or sooner. */
function wayOf(next: () => number): CSSProperties {
  return {
    '--fly-x': `${((next() - 0.5) * 22).toFixed(1)}rem`,
    '--fly-y': `${(2 + next() * 9).toFixed(1)}rem`,
    '--rain-x': `${((next() - 0.5) * 96).toFixed(0)}cqw`,
    '--later': `${(next() * 0.9).toFixed(2)}s`,
  } as CSSProperties;
}
