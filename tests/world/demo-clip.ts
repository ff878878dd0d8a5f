/**
 * Reading the demo clip's own loop and frame number from the picture that a page shows.
 */
import type { Page } from 'playwright-core';
import { type ClipMarks, readMarks } from '../../sfu-workers/clip/read-marks.ts';
import { stageVideo } from './browser-video.ts';

/** A script as text: the page's content policy lets no function be made from text inside of it. */
const script = (selector: string): string => `(() => {
  const video = document.querySelector(${JSON.stringify(selector)});
  if (!video?.videoWidth) return null;
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 640, 360);
  return (${readMarks.toString()})(context.getImageData(0, 0, 640, 360)) ?? null;
})()`;

/** What the picture on the stage says now; undefined where it is no picture of the clip. */
export async function readLoop(page: Page, selector = stageVideo): Promise<ClipMarks | undefined> {
  return (await page.evaluate<ClipMarks | null>(script(selector))) ?? undefined;
}
