/**
 * Profiles, pictures, following and preferences over HTTP.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Handlers } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { defaultPreferences, type OwnProfile } from '#protocol/http/profiles.ts';
import type { AccountEvents } from '../accounts/index.ts';
import { becomePerformer } from './become-performer.ts';
import { editProfile } from './edit-profile.ts';
import { noPicture } from './errors.ts';
import type { ProfileEvents } from './events.ts';
import { followPerson } from './follow-person.ts';
import { type LiveOf, listFollows } from './list-follows.ts';
import { readOwnProfile } from './read-own-profile.ts';
import { readPage, type ShowsOf } from './read-page.ts';
import { readPreferences } from './read-preferences.ts';
import { setAvatar } from './set-avatar.ts';
import { deleteAvatar, findAvatar, putPreferences } from './store.ts';
import { unfollowPerson } from './unfollow-person.ts';

export interface ProfileRoutesDeps {
  readonly database: Database;
  readonly news: News<AccountEvents> & News<ProfileEvents>;
  readonly limits: Limits;
  readonly clock: Clock;
  /** What people show belongs to `streams`, a tier above. */
  readonly showsOf: ShowsOf;
  readonly liveOf: LiveOf;
}

type Ours = 'getOwnProfile' | 'editProfile' | 'setAvatar' | 'removeAvatar' | 'becomePerformer';
type Others = 'getProfile' | 'getAvatar' | 'follow' | 'unfollow' | 'listFollows';
type Likes = 'getPreferences' | 'setPreferences';

/** The routes of profiles. */
export function profileRoutes(deps: ProfileRoutesDeps): Handlers<Ours | Others | Likes> {
  return { ...own(deps), ...others(deps), ...likes(deps) };
}

function own(deps: ProfileRoutesDeps): Handlers<Ours> {
  const { database, limits } = deps;
  const mine = async (userId: string): Promise<{ profile: OwnProfile }> => ({
    profile: await readOwnProfile(database.read, userId),
  });
  return {
    getOwnProfile: ({ caller }) => mine(caller.userId),
    editProfile: async ({ caller, body }) => {
      await limits.take('editProfile', caller.userId);
      await editProfile(deps, caller.userId, body);
      return mine(caller.userId);
    },
    setAvatar: async ({ caller, file }) => {
      await limits.take('avatar', caller.userId);
      await setAvatar(database, caller.userId, file);
      return mine(caller.userId);
    },
    removeAvatar: async ({ caller }) => {
      await database.transact((tx) => deleteAvatar(tx, caller.userId));
      return mine(caller.userId);
    },
    becomePerformer: async ({ caller }) => {
      await limits.take('editProfile', caller.userId);
      await becomePerformer(deps, caller.userId);
      return mine(caller.userId);
    },
  };
}

function others(deps: ProfileRoutesDeps): Handlers<Others> {
  const { database, limits, showsOf, liveOf } = deps;
  const { read } = database;
  return {
    getProfile: ({ params, caller }) => readPage({ read, showsOf }, params.handle, caller?.userId ?? null),
    getAvatar: async ({ params }) => {
      const found = await findAvatar(read, params.id);
      if (found === null) throw noPicture();
      return { type: 'image/webp', bytes: found.picture, etag: found.etag };
    },
    follow: async ({ params, body, caller }) => {
      await limits.take('follow', caller.userId);
      const followers = await followPerson(deps, { by: caller.userId, userId: params.id, notify: body.notify });
      return { followers };
    },
    unfollow: async ({ params, caller }) => {
      await limits.take('follow', caller.userId);
      return { followers: await unfollowPerson(database, caller.userId, params.id) };
    },
    listFollows: async ({ caller }) => ({ follows: await listFollows({ read, liveOf }, caller.userId) }),
  };
}

function likes({ database, limits }: ProfileRoutesDeps): Handlers<Likes> {
  return {
    getPreferences: async ({ caller }) => ({ preferences: await readPreferences(database.read, caller.userId) }),
    setPreferences: async ({ caller, body }) => {
      await limits.take('preferences', caller.userId);
      const put = await database.transact((tx) => putPreferences(tx, caller.userId, body, defaultPreferences));
      return { preferences: put };
    },
  };
}
