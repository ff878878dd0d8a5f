/**
 * Busker as people run it: the whole stack, a performer who goes live from the studio as a person does.
 */
import type { Page } from 'playwright-core';
import type { Show } from '../../world/show.ts';
import { openPerformer, type Side, type SideGround, untilPublished } from './side.ts';

/** The demo's second performer: the first one is live already. */
const performerEmail = 'nova@busker.example';
const patience = { timeout: 30_000 };

/** Goes live in a running Busker; closing it is left to whoever opened it. */
export async function openBusker(show: Show, ground: SideGround): Promise<Side> {
  const performer = await openPerformer(ground);
  await show.signIn(performer, performerEmail);
  await performer.page.goto(`${show.url}/studio`);
  const watchUrl = await goLive(performer.page);
  await untilPublished(performer);
  return { name: 'busker', watchUrl, close: () => performer.leave() };
}

/** Resolves with the link to the room when the studio says LIVE. */
async function goLive(studio: Page): Promise<string> {
  await studio.getByRole('textbox', { name: 'Title' }).fill('The time, thirty times a second');
  await studio.getByRole('button', { name: 'Go live' }).click(patience);
  await studio.locator('[data-air=live]').waitFor(patience);
  return studio.getByRole('textbox', { name: 'Link to your room' }).inputValue(patience);
}
