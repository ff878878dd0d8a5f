/**
 * A conversation of the wallet's own while its page is open: it joins no room, and hears what is for the person. Whatever
 * listens to the page's notes hears them; here is only what has to be asked again where some were missed.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openPageSignalling } from '../../signalling/index.ts';
import { keys } from './queries.ts';

export function useWalletSocket(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const signalling = openPageSignalling();
    const askAgain = (): void => {
      for (const queryKey of Object.values(keys)) void queries.invalidateQueries({ queryKey });
    };
    signalling.onWelcome(({ session }) => {
      // What happened between the first answers and the first welcome, or while nobody listened.
      if (!session.resumed) askAgain();
    });
    signalling.onGap((room) => {
      if (room === null) askAgain();
    });
    return () => signalling.close();
  }, [queries]);
}
