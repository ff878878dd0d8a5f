/**
 * Moments of a page's life that benches read from `performance.getEntriesByName`. The first of each name is the one meant.
 */
export type Moment = 'socket-open' | 'joined' | 'transport-connected' | 'first-frame';

export function mark(moment: Moment): void {
  performance.mark(`busker:${moment}`);
}
