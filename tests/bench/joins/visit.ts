/**
 * One viewer who opens the page for the first time, watches for a few seconds and leaves.
 */
import type { Person, TestBrowser } from '../../world/browser.ts';
import { momentOf } from '../../world/browser-video.ts';
import type { ProbedWindow } from './seen.ts';

/** Marks that the pages set on the way to the first picture. */
export const moments = ['socket-open', 'joined', 'transport-connected'] as const;

/** What a visit showed. Moments are milliseconds from the start of the navigation. */
export interface Measured {
  readonly moments: Readonly<Record<(typeof moments)[number], number>>;
  readonly firstFrameMs: number;
  /** When the last packet of the first picture came in. */
  readonly firstReceivedMs: number;
  /** Milliseconds from painted to displayed, of each picture. */
  readonly agesMs: readonly number[];
  readonly unreadable: number;
  /** Lines of the picture at the end. */
  readonly height: number;
}

export interface VisitPlan {
  readonly url: string;
  /** The probe's script (`tests/bench/pages/visit-probe.ts`). */
  readonly probe: string;
  /** How many pictures to read the time code of. */
  readonly pictures: number;
}

const withinMs = 30_000;

/** @throws with what the page complained about, where no picture came */
export async function visit(browser: TestBrowser, plan: VisitPlan): Promise<Measured> {
  const viewer = await browser.person();
  try {
    await viewer.context.addInitScript({ content: plan.probe });
    await viewer.page.goto(plan.url, { waitUntil: 'commit' });
    return await measure(viewer, plan);
  } catch (error) {
    throw new Error([`Nothing to be seen at ${plan.url}`, ...viewer.complaints.all].join('\n'), { cause: error });
  } finally {
    await viewer.leave();
  }
}

async function measure({ page }: Person, { pictures }: VisitPlan): Promise<Measured> {
  // Looks rarely: every look takes the page's time.
  await page.waitForFunction(
    (wanted) => (globalThis as unknown as ProbedWindow).benchSeen.agesMs.length >= wanted,
    pictures,
    { polling: 250, timeout: withinMs },
  );
  const seen = await page.evaluate(() => (globalThis as unknown as ProbedWindow).benchSeen);
  const { firstFrameMs, firstReceivedMs, agesMs, unreadable, height } = seen;
  const [opened, joined, connected] = await Promise.all(moments.map((moment) => momentOf(page, moment)));
  return {
    moments: {
      'socket-open': known(opened, 'an open socket'),
      joined: known(joined, 'a join'),
      'transport-connected': known(connected, 'a connection'),
    },
    firstFrameMs: known(firstFrameMs, 'a first picture'),
    firstReceivedMs: known(firstReceivedMs, 'a received picture'),
    agesMs: agesMs.slice(0, pictures),
    unreadable,
    height,
  };
}

function known(value: number | null | undefined, what: string): number {
  if (value === null || value === undefined) throw new Error(`The page did not mark ${what}.`);
  return value;
}
