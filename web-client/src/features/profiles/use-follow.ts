/**
 * Follows and unfollows: the page shows it before the server has said so, and takes it back where it refuses.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProfilePage } from '#protocol/http/profiles.ts';
import { call } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { useToast } from '../../ui/index.ts';
import { followWords, strings } from './strings.ts';
import { profileKey } from './use-profile.ts';

const followsKey = ['me', 'follows'];

export interface Follow {
  readonly busy: boolean;
  /** Whether the bell rings when they go live; yes unless the person said otherwise. */
  readonly rings: boolean;
  /** @param notify whether to be told when they go live */
  readonly follow: (notify: boolean) => Promise<void>;
  readonly unfollow: () => Promise<void>;
}

export function useFollow(page: ProfilePage): Follow {
  const { user } = useSession();
  const queries = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const { id, handle, displayName, followers } = page.profile;
  const key = profileKey(handle, user?.id ?? null);

  const { data } = useQuery({
    queryKey: followsKey,
    queryFn: ({ signal }) => call('listFollows', { signal }),
    enabled: user !== null && page.following,
  });
  const rings = data?.follows.find(({ profile }) => profile.id === id)?.notify ?? true;

  const show = (following: boolean, count: number): void => {
    queries.setQueryData<ProfilePage>(
      key,
      (before) => before && { ...before, following, profile: { ...before.profile, followers: count } },
    );
  };
  const change = async (following: boolean, work: () => Promise<{ followers: number }>): Promise<boolean> => {
    setBusy(true);
    // A list that was asked before would bring back what was.
    await queries.cancelQueries({ queryKey: key });
    const step = following === page.following ? 0 : 1;
    show(following, Math.max(0, following ? followers + step : followers - step));
    try {
      const answer = await work();
      show(following, answer.followers);
      await queries.invalidateQueries({ queryKey: followsKey });
      return true;
    } catch (error) {
      show(page.following, followers);
      toast({ tone: 'error', title: plainWords(error, followWords) });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    rings,
    follow: async (notify) => {
      const again = notify ? strings.notifyOn : strings.notifyOff;
      const title = page.following ? again : strings.followed(displayName);
      if (await change(true, () => call('follow', { params: { id }, body: { notify } }))) toast({ title });
    },
    unfollow: async () => {
      await change(false, () => call('unfollow', { params: { id } }));
    },
  };
}
