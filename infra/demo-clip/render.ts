/**
 * Draws frames in a real browser's canvas. Owns the browser: the scene's modules are handed to it with their types
 * stripped, so that what is type-checked here is what draws there.
 */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type Browser, chromium, type Page, type Route } from 'playwright-core';
import { HEIGHT, type Moment, WIDTH } from './stage/pen.ts';

const SCENE = new URL('./stage/scene.ts', import.meta.url);
const FONT = new URL(
  '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  import.meta.url,
);
const ORIGIN = 'http://stage.invalid';

const PAGE = `<!doctype html><style>@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(/inter.woff2)}</style>
<canvas width="${WIDTH}" height="${HEIGHT}"></canvas>
<script type="module">
import { drawScene } from '/scene.ts';
const canvas = document.querySelector('canvas');
const pen = canvas.getContext('2d', { willReadFrequently: true });
await document.fonts.load('600 13px "Inter Variable"');
globalThis.drawFrame = (moment) => {
  drawScene(pen, moment);
  return canvas.toDataURL('image/png').split(',')[1];
};
</script>`;

/** Hands each moment's picture, as a PNG, to `take`, in order. `executablePath` is a Chromium. */
export async function renderFrames(
  executablePath: string,
  moments: readonly Moment[],
  take: (png: Buffer, index: number) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
  });
  try {
    const page = await openStage(browser);
    for (const [index, moment] of moments.entries()) {
      const picture = await page.evaluate((now) => (globalThis as unknown as Drawing).drawFrame(now), moment);
      await take(Buffer.from(picture, 'base64'), index);
    }
  } finally {
    await browser.close();
  }
}

type Drawing = { drawFrame(moment: Moment): string };

async function openStage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.route(`${ORIGIN}/**`, serve);
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction('globalThis.drawFrame !== undefined');
  return page;
}

async function serve(route: Route): Promise<void> {
  const path = new URL(route.request().url()).pathname;
  if (path === '/') return route.fulfill({ contentType: 'text/html', body: PAGE });
  if (path === '/inter.woff2') return route.fulfill({ contentType: 'font/woff2', body: readFileSync(FONT) });
  const source = readFileSync(new URL(`.${path}`, SCENE), 'utf8');
  return route.fulfill({ contentType: 'text/javascript', body: stripTypeScriptTypes(source) });
}
