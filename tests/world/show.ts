/**
 * Everything a journey needs: a running Busker and a browser, opened together and closed together.
 */
import type { Page } from 'playwright-core';
import { openBrowser, type Person, type TestBrowser } from './browser.ts';
import { openStack, type StackWishes, type WorldStack } from './stack.ts';

export interface Show {
  /** Where the site is, without a slash at the end. */
  readonly url: string;
  readonly stack: WorldStack;
  readonly browser: TestBrowser;
  /** Signs a demo person in as a person would: through the page. */
  signIn(person: Person, email: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts both; the site is ready when it resolves. @param flags for the browser, beside the usual ones */
export async function openShow(wishes: StackWishes = {}, flags: readonly string[] = []): Promise<Show> {
  const [stack, browser] = await Promise.all([openStack(wishes), openBrowser(flags)]);
  const url = stack.url;
  return {
    url,
    stack,
    browser,
    signIn: (person, email) => signIn(person.page, url, email),
    async close() {
      await browser.close();
      await stack.close();
    },
  };
}

async function signIn(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('busker-demo');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((address) => address.pathname !== '/login');
}
