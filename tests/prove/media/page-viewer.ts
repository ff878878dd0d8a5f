/**
 * A viewer with a real browser, whose media goes through a network that can change: the one in the proof who restarts ICE
 * as people's pages do. Watches the demo's show, whose pictures can be decoded.
 */
import type { Page } from 'playwright-core';
import { demoStreamId } from '../../../prisma/demo.ts';
import { sharedNowMs } from '../../load/arrivals.ts';
import type { ViewerSeen } from '../../load/crowd-words.ts';
import { openBrowser } from '../../world/browser.ts';
import { arrivalsIn, forgetArrivals, noteArrivals } from '../../world/browser-arrivals.ts';
import { leadPage } from '../../world/impair/lead-page.ts';
import { UdpRelay } from '../../world/impair/udp-relay.ts';
import { until } from '../../world/until.ts';

export interface PageViewer {
  readonly name: string;
  /** What its media goes through. */
  readonly relay: UdpRelay;
  look(): Promise<ViewerSeen>;
  mark(): Promise<void>;
  /** The address at which the node sees it changes. @param told whether the browser hears of another network */
  move(told: boolean): Promise<void>;
  close(): Promise<void>;
}

const name = 'the page';
const url = (port: number): string => `http://localhost:${port}/r/${demoStreamId}`;

/** Resolves when it sees pictures. */
export async function openPageViewer(port: number): Promise<PageViewer> {
  const relay = new UdpRelay(1);
  const browser = await openBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    relay.close();
  };
  try {
    const { context, page } = await browser.person();
    await leadPage(context, relay);
    await noteArrivals(context);
    await page.goto(url(port));
    await until('pictures in the page', async () => (await seenBy(page)).heard.packets > 50, { withinMs: 60_000 });
    return {
      ...{ name, relay, close },
      look: () => seenBy(page),
      mark: () => forgetArrivals(page),
      async move(told) {
        await relay.changeAddress();
        if (told) await page.evaluate(() => (globalThis as unknown as EventTarget).dispatchEvent(new Event('online')));
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function seenBy(page: Page): Promise<ViewerSeen> {
  const { packets, longestGapMs, wentOnMs, lastMs, nowMs, peers } = await arrivalsIn(page);
  const offsetMs = sharedNowMs() - nowMs;
  const quietMs = nowMs - lastMs;
  const wentOnAtMs = wentOnMs === null ? null : wentOnMs + offsetMs;
  const heard = { packets, quietMs, longestGapMs: Math.max(longestGapMs, quietMs), wentOnAtMs };
  return { name, room: demoStreamId, isOnline: true, transports: peers, joinMs: 0, resumedMs: null, heard };
}
