/**
 * Reading the demo clip's own loop and frame number from the picture that a page shows.
 */
import type { Page } from 'playwright-core';
import { type ClipMarks, readMarks } from '../../sfu-workers/clip/read-marks.ts';
import { stageVideo } from './browser-video.ts';

/** What the picture on the stage says now; undefined where it is no picture of the clip. */
export async function readLoop(page: Page, selector = stageVideo): Promise<ClipMarks | undefined> {
  const found = await page.evaluate(
    ({ selector: video, reader }) => {
      // biome-ignore lint/suspicious/noExplicitAny: a page's globals, which these files are checked without
      const window = globalThis as any;
      const element = window.document.querySelector(video);
      if (!element?.videoWidth) return null;
      const canvas = window.document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 360;
      const context = canvas.getContext('2d');
      context.drawImage(element, 0, 0, 640, 360);
      const read = new Function(`return (${reader})`)();
      return read(context.getImageData(0, 0, 640, 360)) ?? null;
    },
    { selector, reader: readMarks.toString() },
  );
  return found ?? undefined;
}
