/**
 * Whether media shall go through a TURN server even where a direct way is to be had: a matter of the network this device is
 * in, so it is kept here and not with the account.
 */
export interface RelayOnly {
  current(): boolean;
  subscribe(listener: () => void): () => void;
  /** Holds for what is connected from now on. */
  set(wanted: boolean): void;
}

const key = 'busker.relay-only';

/** @param storage where it is kept; what cannot be kept there holds for as long as the page is open */
export function createRelayOnly(storage: Pick<Storage, 'getItem' | 'setItem'>): RelayOnly {
  let wanted = read(storage);
  const listeners = new Set<() => void>();
  return {
    current: () => wanted,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (now) => {
      wanted = now;
      try {
        storage.setItem(key, now ? '1' : '0');
      } catch {
        // Some browsers give no storage to pages they do not trust.
      }
      for (const listener of listeners) listener();
    },
  };
}

function read(storage: Pick<Storage, 'getItem'>): boolean {
  try {
    return storage.getItem(key) === '1';
  } catch {
    // As above.
    return false;
  }
}

export const relayOnly = createRelayOnly(localStorage);
