/**
 * What profiles keep about a person: what they say and chose, their picture, whom they follow. Export hands out all of it;
 * who follows them is those people's. Erasure deletes the rows, and who was followed has one follower less.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { deletePerson, findEverything } from './store.ts';

export const profilesPersonalData: PersonalData = {
  columns: {
    profile: ['user_id'],
    avatar: ['user_id'],
    preferences: ['user_id'],
    follow: ['follower_id', 'followed_id'],
  },
  export: async (read, userId) => {
    const { profile, avatar, preferences, follows } = await findEverything(read, userId);
    return {
      profile: { bio: profile?.bio ?? '', followers: profile?.followers ?? 0, preferences },
      follows: follows.map(({ followedId, notify, since }) => ({ personId: followedId, notify, since })),
      avatar: avatar === null ? null : { type: 'image/webp', base64: Buffer.from(avatar.picture).toString('base64') },
    };
  },
  erase: (tx, { userId }) => deletePerson(tx, userId),
};
