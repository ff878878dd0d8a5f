/**
 * One at a time among the tabs of this browser, for what uses the refresh cookie.
 */

/** Runs alone among the tabs; without Web Locks (not a secure context) beside them. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('busker.refresh', work);
}
