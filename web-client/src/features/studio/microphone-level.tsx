/**
 * How loud the microphone is, with the loudest of late as a line.
 */
import { useEffect, useState } from 'react';
import { measureLevel } from '../../media/index.ts';
import { Meter } from '../../ui/index.ts';
import { strings } from './strings.ts';

/** How much of the peak is left after each measurement. */
const peakDecay = 0.985;

export function MicrophoneLevel({ track }: { readonly track: MediaStreamTrack | undefined }) {
  const [shown, setShown] = useState({ level: 0, peak: 0 });
  useEffect(() => {
    if (track === undefined) return;
    const stop = measureLevel(track, (level) =>
      setShown((before) => ({ level, peak: Math.max(level, before.peak * peakDecay) })),
    );
    return () => {
      stop();
      setShown({ level: 0, peak: 0 });
    };
  }, [track]);
  return <Meter label={strings.level} value={shown.level} peak={shown.peak} />;
}
