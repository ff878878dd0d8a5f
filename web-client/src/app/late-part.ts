/**
 * Code of a page that is fetched when it is needed. Where it cannot be had (the network is away, or a new version was put in
 * place while the page was open), that is known to whoever waits for it, and one other try brings it to all of them. No React.
 */
import { createStore, type Readable } from '../signalling/store.ts';

export type LateState<T> =
  | { readonly step: 'waiting' }
  | { readonly step: 'there'; readonly found: T }
  /** `tries` counts from 1. */
  | { readonly step: 'missing'; readonly tries: number };

export interface LatePart<T> {
  readonly state: Readable<LateState<T>>;
  /** Fetches it unless it is there or on its way. */
  readonly fetch: () => void;
}

/** Nothing is fetched before somebody asks. @param load rejects where it cannot be had */
export function latePart<T>(load: () => Promise<T>): LatePart<T> {
  const state = createStore<LateState<T>>({ step: 'waiting' });
  let busy = false;
  let tries = 0;
  return {
    state,
    fetch: () => {
      if (busy || state.get().step === 'there') return;
      busy = true;
      if (state.get().step === 'missing') state.set({ step: 'waiting' });
      load()
        .then(
          (found) => state.set({ step: 'there', found }),
          () => {
            tries += 1;
            state.set({ step: 'missing', tries });
          },
        )
        .finally(() => {
          busy = false;
        });
    },
  };
}
