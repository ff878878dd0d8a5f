/**
 * The shape of what is about to be here. Silent: the region around it says that it is loading (`aria-busy`).
 */
import { cx } from './cx.ts';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** CSS lengths. */
  readonly width?: string | undefined;
  readonly height?: string | undefined;
  readonly round?: boolean | undefined;
  readonly className?: string | undefined;
}

export function Skeleton({ width = '100%', height = '1em', round = false, className }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(styles.skeleton, round && styles.round, className)}
      style={className ? undefined : { width, height }}
    />
  );
}
