/**
 * The page of OBS without its picture: what asks the server is the page's own code.
 */
import { OverlayFeed } from '../../../web-client/src/features/overlay/overlay-feed.ts';
import type { OnTip } from './side.ts';

export interface OverlayPage {
  close(): void;
}

/** Resolves when it knows from where to read on. @param address the secret one, as it is given to OBS */
export async function layOver(address: URL, onTip: OnTip): Promise<OverlayPage> {
  asOn(address.origin);
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  let kept: string | null = null;
  const token = address.pathname.slice(address.pathname.lastIndexOf('/') + 1);
  const feed = new OverlayFeed(token, {
    get: () => kept,
    set: (text) => {
      kept = text;
      resolve();
    },
  });
  feed.onTip(({ id }) => {
    onTip(id, performance.now());
    feed.shown(id, 1);
  });
  feed.start();
  await answered;
  return feed;
}

const fetchAnywhere = globalThis.fetch;

/** Paths are asked of this origin, as on one of its pages. */
function asOn(origin: string): void {
  globalThis.fetch = (input, init) => fetchAnywhere(input instanceof Request ? input : new URL(input, origin), init);
}
