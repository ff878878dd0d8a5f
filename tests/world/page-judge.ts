/**
 * How a page is judged: by axe, by its width, and by who looks at its screenshots.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Test } from 'tap';

/** TEST_SHOTS: the folder for screenshots; without it none are made. */
const shots = process.env.TEST_SHOTS;

/** Fails with what axe finds and where, once what fades in is there: axe judges colours as they are at that moment. */
export async function clean(test: Test, page: Page, what: string): Promise<void> {
  await page.evaluate(animationsEnd);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  test.same(said, [], `axe finds nothing on ${what}`);
}

/** Fails where the page would have to be moved sideways to be read. */
export async function fitsAcross(test: Test, page: Page, what: string): Promise<void> {
  const { needed, given } = await page.evaluate(readWidths);
  test.ok(needed <= given, `${what} is not wider than ${given} (${needed})`);
}

/** A picture of what is seen, for people. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
}

/** Resolves when nothing on the page moves but what moves for ever. Runs in the page. */
async function animationsEnd(): Promise<void> {
  const { document } = globalThis as unknown as {
    document: { getAnimations(): { finished: Promise<unknown>; effect: { getTiming(): { iterations: number } } }[] };
  };
  const passing = document
    .getAnimations()
    .filter((animation) => animation.effect.getTiming().iterations !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(passing.map(({ finished }) => finished));
}

/** Runs in the page. */
function readWidths(): { needed: number; given: number } {
  const { document } = globalThis as unknown as {
    document: { documentElement: { scrollWidth: number; clientWidth: number } };
  };
  const { scrollWidth: needed, clientWidth: given } = document.documentElement;
  return { needed, given };
}
