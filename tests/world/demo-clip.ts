/**
 * Reading the demo clip's own loop and frame number from the picture that a page shows.
 */
import type { Page } from 'playwright-core';
import { type ClipMarks, readMarks } from '../../sfu-workers/clip/read-marks.ts';
import { stageVideo } from './browser-video.ts';

/** What the script uses of the page; these files are checked without the browser's types. */
interface PageWindow {
  readonly document: {
    querySelector(selector: string): { readonly videoWidth: number } | null;
    createElement(name: 'canvas'): {
      width: number;
      height: number;
      getContext(kind: '2d'): {
        drawImage(from: unknown, x: number, y: number, width: number, height: number): void;
        getImageData(x: number, y: number, width: number, height: number): Parameters<typeof readMarks>[0];
      };
    };
  };
}

/** What the picture on the stage says now; undefined where it is no picture of the clip. */
export async function readLoop(page: Page, selector = stageVideo): Promise<ClipMarks | undefined> {
  const found = await page.evaluate(
    ({ selector: video, reader }) => {
      const { document } = globalThis as unknown as PageWindow;
      const element = document.querySelector(video);
      if (!element?.videoWidth) return null;
      const canvas = document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 360;
      const context = canvas.getContext('2d');
      context.drawImage(element, 0, 0, 640, 360);
      const read = new Function(`return (${reader})`)() as typeof readMarks;
      return read(context.getImageData(0, 0, 640, 360)) ?? null;
    },
    { selector, reader: readMarks.toString() },
  );
  return found ?? undefined;
}
