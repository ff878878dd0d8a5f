/**
 * The two pages of the bare server, built in memory.
 */
import { bundleForPage } from '../../world/browser-script.ts';

/** What is served at a path. */
export interface Served {
  readonly type: string;
  readonly text: string;
}

/** As wide as Busker's stage is in the same window: enlarging a picture costs time. */
const stage = '<video data-testid="stage-video" width="996" autoplay muted playsinline></video>';

/** Every path that is served, with what. */
export async function buildPages(): Promise<ReadonlyMap<string, Served>> {
  const [publish, watch] = await Promise.all([
    bundleForPage(new URL('../pages/bare-publish.ts', import.meta.url), 'module'),
    bundleForPage(new URL('../pages/bare-watch.ts', import.meta.url), 'module'),
  ]);
  return new Map([
    ['/publish', page('<title>Publish</title>', 'publish.js')],
    ['/publish.js', script(publish)],
    ['/watch', page(`<title>Watch</title>${stage}`, 'watch.js')],
    ['/watch.js', script(watch)],
    ['/favicon.ico', { type: 'image/x-icon', text: '' }],
  ]);
}

function page(body: string, source: string): Served {
  const text = `<!doctype html><html lang="en"><meta charset="utf-8">${body}<script type="module" src="/${source}"></script>`;
  return { type: 'text/html; charset=utf-8', text };
}

function script(text: string): Served {
  return { type: 'text/javascript; charset=utf-8', text };
}
