/**
 * What a page complains about: exceptions nobody caught, and what it or the browser writes to the console as an error.
 */
import type { Page } from 'playwright-core';

export interface Complaints {
  /** In order, each with its kind in front. */
  readonly all: readonly string[];
  /** Those that fit none of the given expectations. */
  except(...expected: RegExp[]): string[];
}

/** Listens from now on, for as long as the page lives. */
export function collectComplaints(page: Page): Complaints {
  const all: string[] = [];
  page.on('pageerror', (error) => all.push(`exception: ${error.stack || `${error.name}: ${error.message}`}`));
  page.on('crash', () => all.push('crash: the page is gone'));
  page.on('console', (message) => {
    if (message.type() === 'error') all.push(`console: ${message.text()} (${message.location().url})`);
  });
  return {
    all,
    except: (...expected) => all.filter((complaint) => !expected.some((pattern) => pattern.test(complaint))),
  };
}
