/**
 * The title of the page in the window and for screen readers after navigation.
 */
import { useLayoutEffect } from 'react';

/** `title` then the product's name; null: the name alone. Set before painting, so that it can be announced. */
export function usePageTitle(title: string | null): void {
  useLayoutEffect(() => {
    document.title = title ? `${title} · Busker` : 'Busker';
  }, [title]);
}
