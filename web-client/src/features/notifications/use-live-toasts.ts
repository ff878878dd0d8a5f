/**
 * "X is live", the moment it is known, unless the person is there already. What was there when the page opened is no news.
 */
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useToast } from '../../ui/index.ts';
import { freshlyLive, type Inbox, insideLink } from './inbox.ts';
import { strings } from './strings.ts';

export function useLiveToasts(inbox: Inbox | undefined): void {
  const seen = useRef<Set<string> | null>(null);
  const router = useRouter();
  const toast = useToast();
  useEffect(() => {
    if (inbox === undefined) return;
    const before = seen.current;
    seen.current = new Set([...(before ?? []), ...inbox.notifications.map(({ id }) => id)]);
    if (before === null) return;
    for (const { title, text, link } of freshlyLive(inbox.notifications, before)) {
      const path = insideLink(link);
      if (path === router.state.location.pathname) continue;
      const action = path !== null && {
        label: strings.watch,
        hint: strings.watchHint,
        onPress: () => router.history.push(path),
      };
      toast({ title, description: text || undefined, ...(action && { action }) });
    }
  }, [inbox, router, toast]);
}
