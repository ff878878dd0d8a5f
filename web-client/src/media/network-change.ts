/**
 * Moments at which the way to the media node has probably changed: the network came back, a phone went from one network to
 * another, the computer woke up. Whoever holds a transport repairs it then, without waiting for the silence to be noticed.
 */

/** Chromium on phones says which network it is on; elsewhere this is absent, or has no `type`. */
type Network = EventTarget & { readonly type?: string };

/** How often a page that is awake looks at the clock, in milliseconds. */
const lookEveryMs = 2_000;
/** A timer that late means that nothing ran meanwhile; hidden pages' timers run late by less, or by a whole minute. */
const sleptMs = 8_000;

/** Calls back at each such moment; returns how to stop. */
export function onNetworkChange(changed: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener('online', changed, { signal });
  // A page that was frozen in the background (the page lifecycle of Chromium).
  document.addEventListener('resume', changed, { signal });
  watchNetworkType(changed, signal);
  const timer = watchForSleep(changed);
  return () => {
    stop.abort();
    clearInterval(timer);
  };
}

/** Its `change` also tells of every new estimate of the speed, which is no change of network. */
function watchNetworkType(changed: () => void, signal: AbortSignal): void {
  const network = (navigator as Navigator & { readonly connection?: Network }).connection;
  if (network === undefined) return;
  let known = network.type;
  const compare = (): void => {
    if (network.type === known) return;
    known = network.type;
    // Offline there is nothing to repair with.
    if (known !== 'none') changed();
  };
  network.addEventListener('change', compare, { signal });
}

function watchForSleep(changed: () => void): ReturnType<typeof setInterval> {
  let lookedAt = performance.now();
  return setInterval(() => {
    const now = performance.now();
    const late = now - lookedAt - lookEveryMs;
    lookedAt = now;
    if (late >= sleptMs && !document.hidden) changed();
  }, lookEveryMs);
}
