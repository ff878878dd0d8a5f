/**
 * Keeps what moderators did for as long as the tab is there: the reason is known after a reload, and a warning that nobody
 * acknowledged still stands. No React.
 */
import { createStore, type Readable, type Signalling } from '../../signalling/index.ts';
import { afterPutAway, afterTold, type ToldActs, toldActsOf } from './told-acts.ts';

const key = 'busker.moderated';

export interface KeptActs {
  readonly state: Readable<ToldActs>;
  putAway(id: string): void;
  close(): void;
}

/** Listens from now on. */
export function keepActs(signalling: Pick<Signalling, 'onNote'>): KeptActs {
  const state = createStore<ToldActs>(readAgain());
  const take = (acts: ToldActs): void => {
    if (acts === state.get()) return;
    state.set(acts);
    writeDown(acts);
  };
  const close = signalling.onNote((note) => take(afterTold(state.get(), note)));
  return { state, putAway: (id) => take(afterPutAway(state.get(), id)), close };
}

/** A browser that keeps nothing for this page forgets with it. */
function readAgain(): ToldActs {
  try {
    return toldActsOf(sessionStorage.getItem(key));
  } catch {
    return [];
  }
}

function writeDown(acts: ToldActs): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(acts));
  } catch {
    // It is full or shut: what was told is shown all the same.
  }
}
