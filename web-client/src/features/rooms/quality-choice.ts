/**
 * Which picture the person wants: as good as its place and the network let, one layer, or none. Remembered for as long as
 * the tab lives.
 */
import { createStore, type Readable } from '../../signalling/index.ts';
import type { QualityChoice } from './media-wish.ts';

const key = 'busker.quality';
const choices: readonly QualityChoice[] = ['auto', 'audio', 0, 1, 2];

const store = createStore<QualityChoice>(remembered());

export const qualityChoice: Readable<QualityChoice> = store;

/** Holds from now on, in every room this tab opens. */
export function chooseQuality(choice: QualityChoice): void {
  store.set(choice);
  try {
    sessionStorage.setItem(key, String(choice));
  } catch (thrown) {
    console.warn('Busker: the quality cannot be remembered', thrown);
  }
}

function remembered(): QualityChoice {
  try {
    const kept = sessionStorage.getItem(key);
    return choices.find((choice) => String(choice) === kept) ?? 'auto';
  } catch {
    // A browser that keeps nothing from other sites' frames, or nothing at all.
    return 'auto';
  }
}
