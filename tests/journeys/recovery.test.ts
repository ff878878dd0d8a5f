/**
 * Each part is killed while the demo room is watched: the supervisor brings it back, the page recovers by itself, and in
 * the end nothing is left running.
 */
import { kill } from 'node:process';
import t from 'tap';
import type { Person } from '../world/browser.ts';
import { framesGrow } from '../world/browser-video.ts';
import { isRunning } from '../world/process.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

const demoRoom = '/r/01900000-0000-7000-8000-000000000101';
/** Three times what a person should have to wait on this machine. */
const withinMs = 30_000;

let show: Show;
let viewer: Person;
const everybody = new Set<number>();
/** Remembers who runs now. */
const remember = (): void => {
  for (const pid of Object.values(show.stack.children)) everybody.add(pid);
};

t.before(async () => {
  show = await openShow();
  viewer = await show.browser.person();
  await viewer.page.goto(show.url + demoRoom);
  await framesGrow(viewer.page, { withinMs });
  await viewer.page.getByRole('tab', { name: /People/ }).click();
});

for (const child of ['jobs', 'server', 'media', 'redis', 'postgres'] as const) {
  t.test(`${child} is killed and comes back`, async (test) => {
    remember();
    const before = show.stack.children[child];
    if (before === undefined) throw new Error(`${child} does not run`);
    const killedAt = performance.now();
    kill(before, 'SIGKILL');
    await until(
      `new ${child}`,
      () => show.stack.children[child] !== before && isRunning(show.stack.children[child] ?? 0),
      { withinMs },
    );
    const back = performance.now() - killedAt;
    await until('all parts up', async () => partsUp(`${show.url}/healthz/parts`), { withinMs });
    await framesGrow(viewer.page, { withinMs, by: 30 });
    const watching = performance.now() - killedAt;
    test.comment(`${child}: process back ${Math.round(back)} ms, all up and pictures ${Math.round(watching)} ms`);
    test.not(show.stack.children[child], before, `${child} is another process`);
    await viewer.page.getByText('1 passer-by').waitFor({ timeout: withinMs });
    test.pass('the page shows the room again, with one person in it');
    await viewer.page.getByText('Reconnecting').first().waitFor({ state: 'hidden', timeout: withinMs });
    test.pass('the banner is gone');
  });
}

t.test('a stop leaves nothing behind', async (test) => {
  remember();
  await viewer.leave();
  await show.close();
  for (const pid of everybody) test.notOk(isRunning(pid), `process ${pid} has ended`);
});

async function partsUp(url: string): Promise<boolean> {
  const answer = await fetch(url);
  if (!answer.ok) return false;
  const { database, redis, jobs, media } = (await answer.json()) as Record<string, { state: string }> & {
    media: { state: string }[];
  };
  const all = [database, redis, jobs, ...media];
  return media.length > 0 && all.every((part) => part?.state === 'up');
}
