/**
 * How loud tips are on this device: a matter of its loudspeakers, so it is kept here and not with the account.
 */
export interface VolumeSetting {
  /** 0 … 100; 0: silent. */
  current(): number;
  subscribe(listener: () => void): () => void;
  /** Outside 0 … 100 is clamped. */
  set(percent: number): void;
}

const key = 'busker.tip-volume';
const usual = 50;

/** @param storage where it is kept; what cannot be kept there holds for as long as the page is open */
export function createVolume(storage: Pick<Storage, 'getItem' | 'setItem'>): VolumeSetting {
  let percent = read(storage);
  const listeners = new Set<() => void>();
  return {
    current: () => percent,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (wanted) => {
      percent = clamped(wanted);
      try {
        storage.setItem(key, String(percent));
      } catch {
        // Some browsers give no storage to pages they do not trust.
      }
      for (const listener of listeners) listener();
    },
  };
}

function read(storage: Pick<Storage, 'getItem'>): number {
  try {
    const kept = storage.getItem(key);
    return kept === null || kept === '' ? usual : clamped(Number(kept));
  } catch {
    // As above.
    return usual;
  }
}

function clamped(percent: number): number {
  return Number.isFinite(percent) ? Math.round(Math.min(100, Math.max(0, percent))) : usual;
}
