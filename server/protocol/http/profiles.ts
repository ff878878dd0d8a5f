/**
 * People as others see them: profile, avatar, following; and one's own preferences.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { linesOfText } from '../text.ts';
import { RoleName } from './auth.ts';
import { DisplayName, Handle } from './names.ts';
import { route } from './route.ts';
import { Stream } from './streams.ts';

const byId = z.strictObject({ id: Id });

export const Bio = linesOfText(500);

export const Profile = z
  .object({
    id: Id,
    handle: z.string(),
    displayName: z.string(),
    bio: z.string(),
    avatarUrl: z.string().nullable().describe('Path of a picture; null: none'),
    performs: z.boolean(),
    followers: z.int().min(0),
    joinedAt: z.iso.datetime(),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

export const ProfilePage = z
  .object({
    profile: Profile,
    live: Stream.nullable().describe('What they show now'),
    upcoming: z.array(Stream).describe('Announced with a time, soonest first'),
    past: z.array(Stream).describe('Shows that ended, newest first, at most 20'),
    following: z.boolean().describe('Whether the caller follows them; false for anonymous ones'),
  })
  .meta({ id: 'ProfilePage' });
export type ProfilePage = z.infer<typeof ProfilePage>;

export const OwnProfile = Profile.extend({ roles: z.array(RoleName) }).meta({ id: 'OwnProfile' });
export type OwnProfile = z.infer<typeof OwnProfile>;

export const Preferences = z
  .strictObject({
    theme: z.enum(['system', 'light', 'dark']),
    reducedMotion: z.boolean(),
    showMeInRooms: z.boolean().describe('False: counted among guests instead of named'),
    chatTextSize: z.enum(['small', 'medium', 'large']),
    muteOnEnter: z.boolean(),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof Preferences>;

/** What holds until somebody chooses otherwise. Dark: the page looks the same before and after the first sign-in. */
export const defaultPreferences: Preferences = {
  theme: 'dark',
  reducedMotion: false,
  showMeInRooms: true,
  chatTextSize: 'medium',
  muteOnEnter: false,
};

export const getProfile = route({
  method: 'GET',
  path: '/api/people/:handle',
  summary: 'A person’s public page: profile, what is live, what comes, what was',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: z.strictObject({ handle: Handle }),
  answer: ProfilePage,
  refusals: ['NOT_FOUND'],
});

export const getOwnProfile = route({
  method: 'GET',
  path: '/api/me/profile',
  summary: 'One’s own profile',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ profile: OwnProfile }),
  refusals: [],
});

export const editProfile = route({
  method: 'PATCH',
  path: '/api/me/profile',
  summary: 'Changes name, handle or bio; absent fields stay. A handle that is given up is nobody else’s for 90 days',
  who: 'user',
  status: 200,
  body: z.strictObject({ displayName: DisplayName.optional(), handle: Handle.optional(), bio: Bio.optional() }),
  params: undefined,
  answer: z.object({ profile: OwnProfile }),
  refusals: ['HANDLE_TAKEN', 'CONFLICT', 'CONTENT_BLOCKED'],
});

export const getAvatar = route({
  method: 'GET',
  path: '/api/people/:id/avatar',
  summary: 'A person’s picture, 256 pixels square',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: byId,
  answer: undefined,
  file: ['image/webp'],
  refusals: ['NOT_FOUND'],
});

export const setAvatar = route({
  method: 'PUT',
  path: '/api/me/avatar',
  summary: 'Sets one’s picture: sniffed, cropped to a square, re-encoded without its metadata',
  who: 'user',
  status: 200,
  body: undefined,
  upload: { maxBytes: 5 * 1024 * 1024, types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] },
  params: undefined,
  answer: z.object({ profile: OwnProfile }),
  refusals: ['PICTURE_REFUSED', 'PAYLOAD_TOO_LARGE'],
});

export const removeAvatar = route({
  method: 'DELETE',
  path: '/api/me/avatar',
  summary: 'Removes one’s picture',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ profile: OwnProfile }),
  refusals: [],
});

export const becomePerformer = route({
  method: 'POST',
  path: '/api/me/perform',
  summary:
    'Takes the role of a performer; the address must be verified, and staff not have taken the role. Effective with the next access token',
  who: 'user',
  status: 200,
  body: z.strictObject({}),
  params: undefined,
  answer: z.object({ profile: OwnProfile }),
  refusals: ['EMAIL_UNVERIFIED', 'FORBIDDEN'],
});

export const follow = route({
  method: 'PUT',
  path: '/api/people/:id/follow',
  summary: 'Follows a person; repeating it changes nothing',
  who: 'user',
  status: 200,
  body: z.strictObject({ notify: z.boolean().optional() }),
  params: byId,
  answer: z.object({ followers: z.int().min(0) }),
  refusals: ['NOT_FOUND', 'CONFLICT'],
});

export const unfollow = route({
  method: 'DELETE',
  path: '/api/people/:id/follow',
  summary: 'Follows no longer; repeating it changes nothing',
  who: 'user',
  status: 200,
  body: undefined,
  params: byId,
  answer: z.object({ followers: z.int().min(0) }),
  refusals: ['NOT_FOUND'],
});

export const listFollows = route({
  method: 'GET',
  path: '/api/me/follows',
  summary: 'Whom one follows, live ones first',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({
    follows: z.array(z.object({ profile: Profile, notify: z.boolean(), live: Stream.nullable() })),
  }),
  refusals: [],
});

export const getPreferences = route({
  method: 'GET',
  path: '/api/me/preferences',
  summary: 'One’s preferences',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ preferences: Preferences }),
  refusals: [],
});

export const setPreferences = route({
  method: 'PATCH',
  path: '/api/me/preferences',
  summary: 'Changes preferences; absent fields stay',
  who: 'user',
  status: 200,
  body: Preferences.partial(),
  params: undefined,
  answer: z.object({ preferences: Preferences }),
  refusals: [],
});
