/**
 * A room that is watched silently for as long as a component stands.
 */
import { useEffect, useState } from 'react';
import { enterSilently, type SilentVisit } from './silent-visit.ts';

/** Undefined for the first render: the visit is written down, so it begins when the component is there to stay. */
export function useSilentVisit(streamId: string, reason: string): SilentVisit | undefined {
  const [visit, setVisit] = useState<SilentVisit>();
  useEffect(() => {
    const entered = enterSilently(streamId, reason);
    setVisit(entered);
    return () => entered.leave();
  }, [streamId, reason]);
  return visit;
}
