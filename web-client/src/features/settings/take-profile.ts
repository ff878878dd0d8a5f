/**
 * What follows a change of one's own profile: everything that shows it learns of it.
 */
import { useQueryClient } from '@tanstack/react-query';
import type { OwnProfile } from '#protocol/http/profiles.ts';
import { useSession } from '../../session/index.ts';
import { keys } from './queries.ts';

/** Takes the profile as the server answered it. */
export function useTakeProfile(): (answer: { readonly profile: OwnProfile }) => Promise<void> {
  const queries = useQueryClient();
  const { refresh } = useSession();
  return async (answer) => {
    queries.setQueryData(keys.profile, answer);
    void queries.invalidateQueries({ queryKey: ['people'] });
    // Name and roles travel in the token as well; without it they come with the next one.
    await refresh().catch(() => undefined);
  };
}
