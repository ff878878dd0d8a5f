/**
 * Everything a person's page says.
 */
import type { ErrorCode } from '#protocol/errors.ts';

export const strings = {
  title: (name: string, handle: string) => `${name} (@${handle})`,
  handle: (handle: string) => `@${handle}`,
  loading: 'Looking for this person',
  edit: 'Edit my page',
  performs: 'Performer',
  followers: (count: number) => (count === 1 ? '1 follower' : `${new Intl.NumberFormat('en').format(count)} followers`),
  joined: (when: string) => `Here since ${when}`,
  follow: 'Follow',
  followWho: (name: string) => `Follow ${name}`,
  following: 'Following',
  unfollowWho: (name: string) => `Unfollow ${name}`,
  followWhy: (name: string) => `to follow ${name}`,
  followed: (name: string) => `You follow ${name}. The bell rings when they go live.`,
  notifyOn: 'The bell rings when they go live',
  notifyOff: 'The bell stays quiet when they go live',
  notify: (name: string) => `Tell me when ${name} goes live`,
  live: 'Live now',
  enter: 'Step closer',
  upcoming: 'Coming up',
  noUpcoming: 'Nothing is announced.',
  past: 'Past shows',
  noPast: 'No show yet.',
  lasted: (minutes: number) => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`),
  adult: '18+',
  price: (tokens: string) => `${tokens} tokens`,
  missing: {
    title: 'Nobody goes by this name',
    words: 'The address may be mistyped, or the person has another handle now.',
    action: 'See who is live',
  },
  failed: { title: 'This page did not come through', words: 'We keep trying.', again: 'Try again' },
} as const;

export const followWords: Partial<Record<ErrorCode, string>> = {
  CONFLICT: 'This person cannot be followed.',
};
