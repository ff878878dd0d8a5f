/**
 * Whether the person wants to see the camera beside a shared screen. Until the page is left.
 */
import { createStore, type Readable } from '../../signalling/index.ts';

const store = createStore(true);

export const insetChoice: Readable<boolean> = store;

/** Holds from now on, in every room this page shows. */
export function chooseInset(shown: boolean): void {
  store.set(shown);
}
