/**
 * Moments when a waiting page should try at once: the network is back, or somebody looks at it again.
 */
export function onPageWake(retryNow: () => void): () => void {
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') retryNow();
  };
  window.addEventListener('online', retryNow);
  document.addEventListener('visibilitychange', whenVisible);
  return () => {
    window.removeEventListener('online', retryNow);
    document.removeEventListener('visibilitychange', whenVisible);
  };
}
