/**
 * `/overlay/:token`: what a performer lays over their picture in OBS. Nothing but tips and the goal, on nothing.
 */
import { type ReactNode, useSyncExternalStore } from 'react';
import type { TipGoal } from '#protocol/http/tips.ts';
import type { OverlayFeed } from './overlay-feed.ts';
import styles from './overlay-page.module.css';

export interface OverlayPageProps {
  readonly feed: OverlayFeed;
  /** What shows the tips of the feed. @param volume 0 … 100 */
  readonly tips: (volume: number) => ReactNode;
  readonly goal: (goal: TipGoal) => ReactNode;
}

export function OverlayPage({ feed, tips, goal: goalOf }: OverlayPageProps) {
  const { revoked, volume, goal } = useSyncExternalStore(feed.state.subscribe, feed.state.get);
  if (revoked) return null;
  return (
    <main className={styles.overlay}>
      {tips(volume)}
      {goal && <div className={styles.goal}>{goalOf(goal)}</div>}
    </main>
  );
}
