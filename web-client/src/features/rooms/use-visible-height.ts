/**
 * How much of the window the person sees, as `--visible-height`: some phones lay their keyboard over the page instead of
 * making it smaller, and whoever writes must see what they write.
 */
import { useEffect } from 'react';

export function useVisibleHeight(): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const { style } = document.documentElement;
    const tell = (): void => {
      // Zoomed in, the part that is seen says nothing about a keyboard.
      if (seen.scale > 1.01) return;
      style.setProperty('--visible-height', `${Math.round(seen.height)}px`);
      if (seen.offsetTop > 0) window.scrollTo(0, 0);
    };
    tell();
    seen.addEventListener('resize', tell);
    return () => {
      seen.removeEventListener('resize', tell);
      style.removeProperty('--visible-height');
    };
  }, []);
}
