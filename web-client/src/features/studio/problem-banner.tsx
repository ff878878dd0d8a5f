/**
 * What went wrong with the show, in words for the performer.
 */
import { useEffect, useRef } from 'react';
import { Banner } from '../../ui/index.ts';
import type { Problem } from './broadcast-state.ts';
import styles from './problem-banner.module.css';
import { strings } from './strings.ts';

export interface ProblemBannerProps {
  readonly problem: Problem;
  /** Brings it into sight: what was pressed may be far below it. */
  readonly inSight?: boolean | undefined;
}

export function ProblemBanner({ problem, inSight = false }: ProblemBannerProps) {
  const { code, message } = problem;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (inSight && code) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [inSight, code]);
  const known = strings.problem[code as keyof typeof strings.problem];
  return (
    <div ref={ref} className={styles.place}>
      <Banner tone="error">{typeof known === 'string' ? known : strings.problem.other(message)}</Banner>
    </div>
  );
}
