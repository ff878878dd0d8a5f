/**
 * When somebody else sits here, nothing of the one before them may show: what was asked for them is dropped, and the page
 * looks as the new person likes it.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { PreferenceStore } from '../preferences/index.ts';
import type { Session } from '../session/index.ts';

/** For as long as the page is open. Personal answers are kept under the key `me`. */
export function followPerson(session: Session, preferences: PreferenceStore, queries: QueryClient): void {
  let before: string | null | undefined;
  const settle = (): void => {
    const { status, user } = session.current();
    if (status === 'restoring' || (user?.id ?? null) === before) return;
    if (before !== undefined) queries.removeQueries({ queryKey: ['me'] });
    before = user?.id ?? null;
    if (user === null) preferences.forget();
    else void preferences.load();
  };
  session.subscribe(settle);
  settle();
}
