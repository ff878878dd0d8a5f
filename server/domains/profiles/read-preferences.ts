/**
 * How somebody likes the site.
 */
import type { Reader } from '#platform/database/index.ts';
import { defaultPreferences, type Preferences } from '#protocol/http/profiles.ts';
import { findPreferences } from './store.ts';

/** The defaults where they never chose. */
export async function readPreferences(read: Reader, userId: string): Promise<Preferences> {
  return (await findPreferences(read, userId)) ?? defaultPreferences;
}
