/**
 * The page's one set of preferences, for components and for what is no component.
 */
import { useSyncExternalStore } from 'react';
import type { Preferences } from '#protocol/http/profiles.ts';
import { call } from '../api/index.ts';
import { createPreferences } from './preferences.ts';

export const preferences = createPreferences(call, localStorage);

/** As they are now; `preferences.change` changes them. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.subscribe, preferences.current);
}
