/**
 * The person's preferences: kept in this browser, so that the page opens as they like it, and asked of the server once
 * they are known to be signed in. Without an account the defaults hold.
 */
import { defaultPreferences, Preferences } from '#protocol/http/profiles.ts';
import type { Call } from '../api/index.ts';

export interface PreferenceStore {
  current(): Preferences;
  subscribe(listener: () => void): () => void;
  /** Takes what the server keeps; what cannot be had stays as it is. */
  load(): Promise<void>;
  /** Shows the change at once, takes it back where the server refuses it. @throws ApiError */
  change(patch: Partial<Preferences>): Promise<void>;
  /** Nobody is signed in any more. */
  forget(): void;
}

const key = 'busker.preferences';

export function createPreferences(call: Call, storage: Storage): PreferenceStore {
  let state = read(storage);
  const listeners = new Set<() => void>();
  const settle = (next: Preferences): void => {
    state = next;
    storage.setItem(key, JSON.stringify(next));
    for (const listener of listeners) listener();
  };
  return {
    current: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: async () => {
      const answer = await call('getPreferences', {}).catch(() => null);
      if (answer) settle(answer.preferences);
    },
    change: async (patch) => {
      const before = state;
      settle({ ...state, ...patch });
      try {
        settle((await call('setPreferences', { body: patch })).preferences);
      } catch (error) {
        settle(before);
        throw error;
      }
    },
    forget: () => {
      settle(defaultPreferences);
      storage.removeItem(key);
    },
  };
}

function read(storage: Storage): Preferences {
  try {
    return Preferences.parse(JSON.parse(storage.getItem(key) ?? ''));
  } catch {
    return defaultPreferences;
  }
}
