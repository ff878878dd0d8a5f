/**
 * A performer goes live as a person does: signs in, names the show, presses the button.
 */
import type { Page } from 'playwright-core';

/** The demo's second performer: the first is live already. */
const performer = { email: 'nova@busker.example', password: 'busker-demo' };
const patience = { timeout: 30_000 };

/**
 * Resolves with the id of the room when the studio says LIVE.
 * @param origin of the running Busker
 */
export async function goLive(page: Page, origin: string): Promise<string> {
  await page.goto(`${origin}/login`);
  const form = page.locator('form');
  await form.getByRole('textbox', { name: 'Email' }).fill(performer.email);
  await form.getByRole('textbox', { name: 'Password' }).fill(performer.password);
  const signedIn = page.waitForResponse((response) => response.url().endsWith('/api/auth/login'), patience);
  await form.getByRole('button', { name: 'Sign in', exact: true }).click();
  const { ok, status } = await signedIn.then((response) => ({ ok: response.ok(), status: response.status() }));
  if (!ok) throw new Error(`Signing in was answered with ${status}.`);
  await page.goto(`${origin}/studio`);
  await page.getByRole('textbox', { name: 'Title' }).fill('The time, thirty times a second');
  await page.getByRole('button', { name: 'Go live' }).click(patience);
  await page.locator('[data-air=live]').waitFor(patience);
  const link = await page.locator('a[href*="/r/"]').first().getAttribute('href', patience);
  const room = link?.split('/r/')[1];
  if (room === undefined) throw new Error('The studio names no room.');
  return room;
}
