/**
 * Takes the focus when a panel replaces the one that had it (a button that was pressed and is gone), so that keyboard and
 * screen reader go on where the news is.
 */
import { type RefObject, useEffect, useRef } from 'react';

/** Give the element `tabIndex={-1}`. */
export function useFocusOnArrival<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    // A frame later: a dialog that closes in the same moment gives its focus back first.
    const frame = requestAnimationFrame(() => ref.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return ref;
}
