/**
 * When a page's packets of pictures came, by the browser's own count: how long none did, and when it went on. Stands on the
 * connections that `rememberPeerConnections` notes.
 */
import type { BrowserContext, Page } from 'playwright-core';

/** Moments are the page's own (`performance.now`). */
export interface PageArrivals {
  readonly packets: number;
  readonly longestGapMs: number;
  /** When the last standstill of more than 250 ms ended; null where there was none. */
  readonly wentOnMs: number | null;
  readonly lastMs: number;
  readonly nowMs: number;
  /** How many connections the page has made. */
  readonly peers: number;
}

type Noted = { -readonly [F in Exclude<keyof PageArrivals, 'nowMs' | 'peers'>]: PageArrivals[F] };
interface Peer {
  readonly connectionState: string;
  getStats(): Promise<ReadonlyMap<string, Record<string, unknown>>>;
}
interface NotingWindow {
  testArrivals: Noted;
  testPeers: readonly Peer[];
}

/** Notes them in every page that the context opens from now on. Chromium counts anew every 50 ms. */
export async function noteArrivals(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const window = globalThis as unknown as NotingWindow;
    const noted: Noted = { packets: 0, longestGapMs: 0, wentOnMs: null, lastMs: performance.now() };
    window.testArrivals = noted;
    let seen = 0;
    const count = async (): Promise<number> => {
      const open = window.testPeers.filter(({ connectionState }) => connectionState !== 'closed');
      const reports = await Promise.all(open.map((peer) => peer.getStats()));
      const streams = reports.flatMap((report) => [...report.values()]);
      return streams
        .filter(({ type, kind, mid }) => type === 'inbound-rtp' && kind === 'video' && mid !== 'probator')
        .reduce((sum, { packetsReceived }) => sum + Number(packetsReceived), 0);
    };
    const look = async (): Promise<void> => {
      const now = await count();
      const nowMs = performance.now();
      // A new connection counts from nothing.
      if (now !== seen && now > 0) {
        const gapMs = nowMs - noted.lastMs;
        noted.packets += Math.max(0, now - seen);
        noted.longestGapMs = Math.max(noted.longestGapMs, gapMs);
        if (gapMs > 250) noted.wentOnMs = nowMs;
        noted.lastMs = nowMs;
      }
      seen = now;
    };
    setInterval(() => void look(), 25);
  });
}

/** What came since the beginning, or since it was forgotten. */
export function arrivalsIn(page: Page): Promise<PageArrivals> {
  return page.evaluate(() => {
    const { testArrivals, testPeers } = globalThis as unknown as NotingWindow;
    return { ...testArrivals, nowMs: performance.now(), peers: testPeers.length };
  });
}

/** Counts anew, except when the last packet came. */
export function forgetArrivals(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { testArrivals } = globalThis as unknown as NotingWindow;
    Object.assign(testArrivals, { packets: 0, longestGapMs: 0, wentOnMs: null });
  });
}
