/**
 * After a navigation inside the page: focus goes to the new content, and its title is announced, as a browser would.
 */
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { VisuallyHidden } from '../ui/index.ts';

export function RouteAnnouncer() {
  const router = useRouter();
  const [title, setTitle] = useState('');
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return;
        document.getElementById('main')?.focus({ preventScroll: true });
        // Pages set their title in layout effects, which have run by the next frame.
        requestAnimationFrame(() => setTitle(document.title));
      }),
    [router],
  );
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {title}
    </VisuallyHidden>
  );
}
