/**
 * What measures the picture and lets the person choose it: loaded when the stage needs the network no longer for itself.
 */
import { type RefObject, useEffect, useState } from 'react';
import type { ViewerQuality } from './viewer-quality.ts';
import type { Visit } from './visit.ts';

type Parts = typeof import('./quality-parts.ts');

export interface LoadedQuality {
  readonly quality: ViewerQuality;
  readonly parts: Parts;
}

/** After a failure it is tried again this much later, a few times. */
const againMs = 10_000;
const mostTries = 6;

/** Undefined until it is loaded; where it cannot be had the show goes on without it. */
export function useQuality(
  visit: Visit,
  ref: RefObject<HTMLVideoElement | null>,
  settled: boolean,
): LoadedQuality | undefined {
  const [loaded, setLoaded] = useState<LoadedQuality>();
  useEffect(() => {
    const video = ref.current;
    if (!settled || video === null) return;
    let quality: ViewerQuality | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    let tries = 0;
    const load = async (): Promise<void> => {
      const parts = await import('./quality-parts.ts');
      if (gone) return;
      quality = parts.openViewerQuality(visit, video);
      setLoaded({ quality, parts });
    };
    const tryToLoad = (): void => {
      tries += 1;
      load().catch((thrown: unknown) => {
        console.warn('Busker: the quality cannot be shown', thrown);
        if (!gone && tries < mostTries) timer = setTimeout(tryToLoad, againMs);
      });
    };
    tryToLoad();
    return () => {
      gone = true;
      clearTimeout(timer);
      quality?.close();
      setLoaded(undefined);
    };
  }, [visit, ref, settled]);
  return loaded;
}
