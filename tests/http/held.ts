/** A question that is held open over HTTP: what wakes it, and what a caller who goes away leaves behind. */
import { until } from '../world/until.ts';
import type { HttpCase } from './world.ts';

/** So many of one overlay are held at most. */
const most = 10;

export const holding: HttpCase = async (t, { stack, cast: { performer } }) => {
  const { url } = await performer.do('makeOverlaySecret', { body: {} });
  const path = `/api/overlay/${url.slice(url.lastIndexOf('/') + 1)}`;
  const { cursor, settings } = await performer.do('readOverlay', {
    params: { token: path.slice('/api/overlay/'.length) },
  });
  const ask = (wait: number, signal?: AbortSignal) =>
    fetch(new URL(`${path}?after=${cursor}&wait=${wait}`, stack.url), signal === undefined ? {} : { signal });
  const timed = async (wait: number): Promise<number> => {
    const fromMs = performance.now();
    t.equal((await ask(wait)).status, 200);
    return performance.now() - fromMs;
  };
  const leaving = new AbortController();
  const held = Array.from({ length: most + 1 }, () => ask(25, leaving.signal).catch(() => undefined));
  // One too many: that it is answered says that the others are held.
  await Promise.race(held);
  t.ok((await timed(1)) < 990, 'the next is not held');
  leaving.abort();
  await Promise.all(held);
  await until('room for another', async () => (await timed(1)) >= 990, { withinMs: 20_000 });

  let isWoken = false;
  const woken = ask(25).finally(() => {
    isWoken = true;
  });
  const volume = settings.volume === 11 ? 12 : 11;
  await performer.do('setOverlay', { body: { volume } });
  await until('an answer', () => isWoken);
  t.match(await (await woken).json(), { settings: { volume }, tips: [] });
  t.equal((await ask(26)).status, 400);
};
