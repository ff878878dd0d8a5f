/**
 * What profiles keep about a person: what they say and chose, their picture, whom they follow. Export hands out all of it;
 * who follows them is those people's. Erasure deletes the rows, and who was followed has one follower less. The profile goes
 * once more after the followers: one who unfollows in between would bring a row of it back.
 */
import { atOnce, inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { deleteFollowers, deleteFollowsOf, deleteOwn, findFollowsOf, findOwn } from './store-person.ts';

export const profilesPersonalData: PersonalData = {
  columns: {
    profile: ['user_id'],
    avatar: ['user_id'],
    preferences: ['user_id'],
    follow: ['follower_id', 'followed_id'],
  },
  export: (read, userId) => ({
    profile: async () => {
      const { profile, preferences } = await findOwn(read, userId);
      return { bio: profile?.bio ?? '', followers: profile?.followers ?? 0, preferences };
    },
    async *follows() {
      const page = (after: { followedId: string } | undefined, limit: number) =>
        findFollowsOf(read, userId, after, limit);
      for await (const { followedId, ...follow } of inPages(page)) yield { personId: followedId, ...follow };
    },
    avatar: async () => {
      const { avatar } = await findOwn(read, userId);
      return avatar === null ? null : { type: 'image/webp', base64: Buffer.from(avatar.picture).toString('base64') };
    },
  }),
  erase: {
    own: atOnce((tx, { userId }) => deleteOwn(tx, userId)),
    follows: shrinking((tx, { userId }, most) => deleteFollowsOf(tx, userId, most)),
    followers: shrinking((tx, { userId }, most) => deleteFollowers(tx, userId, most)),
    'own-again': atOnce((tx, { userId }) => deleteOwn(tx, userId)),
  },
};
