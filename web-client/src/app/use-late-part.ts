/**
 * Code that comes later, as components see it.
 */
import { useEffect } from 'react';
import { useReadable } from '../live/index.ts';
import type { LatePart, LateState } from './late-part.ts';

/** The part as it is now; asks for it where it is not there. */
export function useLatePart<T>(part: LatePart<T>): LateState<T> {
  useEffect(() => part.fetch(), [part]);
  return useReadable(part.state);
}
