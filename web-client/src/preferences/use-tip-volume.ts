/**
 * The page's one setting of how loud tips are, for components and for what is no component.
 */
import { useSyncExternalStore } from 'react';
import { createVolume } from './tip-volume.ts';

export const tipVolume = createVolume(localStorage);

/** As it is now, 0 … 100; `tipVolume.set` changes it. */
export function useTipVolume(): number {
  return useSyncExternalStore(tipVolume.subscribe, tipVolume.current);
}
