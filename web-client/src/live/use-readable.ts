/**
 * A store of signalling or media, read by a component.
 */
import { useSyncExternalStore } from 'react';
import type { Readable } from '../signalling/index.ts';

/** The current value; the component renders again on each change. */
export function useReadable<T>({ subscribe, get }: Readable<T>): T {
  return useSyncExternalStore(subscribe, get);
}
