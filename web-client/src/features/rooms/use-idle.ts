/**
 * Whether nobody has touched an element for a while, so that controls may leave the picture alone.
 */
import { type RefObject, useEffect, useState } from 'react';

const idleAfterMs = 2_800;

export function useIdle(ref: RefObject<HTMLElement | null>): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const busy = (): void => {
      clearTimeout(timer);
      setIdle(false);
      timer = setTimeout(() => setIdle(true), idleAfterMs);
    };
    const left = (event: PointerEvent): void => {
      if (event.pointerType === 'mouse') setIdle(true);
    };
    busy();
    for (const event of ['pointermove', 'pointerdown', 'focusin', 'keydown'] as const) {
      element.addEventListener(event, busy);
    }
    element.addEventListener('pointerleave', left);
    return () => {
      clearTimeout(timer);
      for (const event of ['pointermove', 'pointerdown', 'focusin', 'keydown'] as const) {
        element.removeEventListener(event, busy);
      }
      element.removeEventListener('pointerleave', left);
    };
  }, [ref]);
  return idle;
}
