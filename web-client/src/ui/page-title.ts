/**
 * The title of the page in the window and for screen readers after navigation.
 */
import { useEffect } from 'react';

/** `title` then the product's name; null: the name alone. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    document.title = title ? `${title} · Busker` : 'Busker';
  }, [title]);
}
