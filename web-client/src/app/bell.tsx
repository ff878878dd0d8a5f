/**
 * The bell, fed by whatever socket the page has open. Loaded for signed-in people only.
 */
import { useEffect } from 'react';
import { NotificationBell, newsArrived } from '../features/notifications/index.ts';
import { onPageNote } from '../signalling/index.ts';

export function Bell() {
  useEffect(
    () =>
      onPageNote((note) => {
        if (note.name === 'notification.new') newsArrived(note.body);
      }),
    [],
  );
  return <NotificationBell />;
}
