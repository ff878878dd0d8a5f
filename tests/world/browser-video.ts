/**
 * Whether pictures really move in a page's video element: decoded and presented frames, not what the page says of itself.
 */
import type { Page } from 'playwright-core';
import { type Patience, until } from './until.ts';

/** The stage of a room, as the contract names it. */
export const stageVideo = '[data-testid=stage-video]';

/** What a script sees of a video element; these files are checked without the browser's types. */
interface VideoElement {
  readonly videoWidth: number;
  readonly videoHeight: number;
  readonly paused: boolean;
  readonly muted: boolean;
  getVideoPlaybackQuality(): { readonly totalVideoFrames: number; readonly droppedVideoFrames: number };
}

export interface VideoState {
  /** Decoded so far. */
  readonly frames: number;
  readonly dropped: number;
  readonly width: number;
  readonly height: number;
  readonly paused: boolean;
  readonly muted: boolean;
}

/** How a video element is now; null where the page has none. */
export async function videoState(page: Page, selector = stageVideo): Promise<VideoState | null> {
  const states = await page.locator(selector).evaluateAll((elements) =>
    (elements as unknown as VideoElement[]).map((video) => {
      const { totalVideoFrames: frames, droppedVideoFrames: dropped } = video.getVideoPlaybackQuality();
      const { videoWidth: width, videoHeight: height, paused, muted } = video;
      return { frames, dropped, width, height, paused, muted };
    }),
  );
  return states[0] ?? null;
}

export interface Growth extends Patience {
  readonly selector?: string;
  /** How many frames more than now; default 5. */
  readonly by?: number;
}

/** Resolves when that many more frames have been decoded. @throws where the deadline passes first */
export async function framesGrow(page: Page, { selector, by = 5, ...patience }: Growth = {}): Promise<VideoState> {
  const before = (await videoState(page, selector))?.frames ?? 0;
  return until(
    `growth by ${by} frames`,
    async () => {
      const now = await videoState(page, selector);
      return now !== null && now.frames >= before + by && now;
    },
    patience,
  );
}

/** Milliseconds since navigation began at which the page marked a moment for the first time (`busker:…`); null: not yet. */
export function momentOf(page: Page, moment: string): Promise<number | null> {
  return page.evaluate((name) => performance.getEntriesByName(name)[0]?.startTime ?? null, `busker:${moment}`);
}
