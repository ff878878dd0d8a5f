/**
 * A performer's channel: who moderates it, who is shut out of it, which words it does not want, how chat goes.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { lineOfText } from '../text.ts';
import { Handle } from './names.ts';
import { route } from './route.ts';

const ChannelPerson = z.object({ id: Id, handle: z.string(), displayName: z.string() });
const byId = z.strictObject({ id: Id });
const done = z.object({});

export const Moderator = z.object({ person: ChannelPerson, since: z.iso.datetime() }).meta({ id: 'ChannelModerator' });

export const Sanction = z
  .object({
    person: ChannelPerson,
    kind: z.enum(['timeout', 'ban']),
    until: z.iso.datetime().nullable().describe('Null: for good'),
    reason: z.string().nullable(),
    by: ChannelPerson,
    at: z.iso.datetime(),
  })
  .meta({ id: 'ChannelSanction' });
export type Sanction = z.infer<typeof Sanction>;

/** A word or phrase that a channel does not want, matched whole and in the folded form that the pipeline uses. */
export const ListedWord = z.strictObject({
  text: lineOfText(60, 2),
  verdict: z.enum(['hold', 'block']),
});
export type ListedWord = z.infer<typeof ListedWord>;
/** As it was listed: the rules for new ones may have become stricter since. */
const KeptWord = z.object({ text: z.string(), verdict: z.enum(['hold', 'block']) });

export const ChannelSettings = z
  .strictObject({
    slowModeSeconds: z.int().min(0).max(3600).describe('Pause between two lines of one person; 0: none'),
    followersOnly: z.boolean(),
    links: z.enum(['allow', 'hold', 'block']),
  })
  .meta({ id: 'ChannelSettings' });
export type ChannelSettings = z.infer<typeof ChannelSettings>;

export const defaultChannelSettings: ChannelSettings = { slowModeSeconds: 0, followersOnly: false, links: 'hold' };

export const getChannel = route({
  method: 'GET',
  path: '/api/me/channel',
  summary: 'One’s own channel: moderators, sanctions, words, settings',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({
    moderators: z.array(Moderator),
    sanctions: z.array(Sanction),
    words: z.array(KeptWord),
    settings: ChannelSettings,
  }),
  refusals: [],
});

export const appointModerator = route({
  method: 'POST',
  path: '/api/me/channel/moderators',
  summary: 'Appoints a moderator of one’s channel; effective at once, also where they are in the room',
  who: ['performer'],
  status: 201,
  body: z.strictObject({ handle: Handle }),
  params: undefined,
  answer: z.object({ moderator: Moderator }),
  refusals: ['NOT_FOUND', 'CONFLICT', 'OWN_ACCOUNT'],
});

export const dismissModerator = route({
  method: 'DELETE',
  path: '/api/me/channel/moderators/:id',
  summary: 'Dismisses a moderator; repeating it changes nothing',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: byId,
  answer: done,
  refusals: [],
});

export const liftSanction = route({
  method: 'DELETE',
  path: '/api/me/channel/sanctions/:id',
  summary: 'Lets a person back in, by their id; repeating it changes nothing',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: byId,
  answer: done,
  refusals: [],
});

export const setChannelWords = route({
  method: 'PUT',
  path: '/api/me/channel/words',
  summary: 'Replaces the channel’s word list',
  who: ['performer'],
  status: 200,
  body: z.strictObject({ words: z.array(ListedWord).max(500) }),
  params: undefined,
  answer: z.object({ words: z.array(KeptWord) }),
  refusals: [],
});

export const setChannelSettings = route({
  method: 'PATCH',
  path: '/api/me/channel/settings',
  summary: 'Changes how chat goes in the channel; absent fields stay. A room that is open hears of it',
  who: ['performer'],
  status: 200,
  body: ChannelSettings.partial(),
  params: undefined,
  answer: z.object({ settings: ChannelSettings }),
  refusals: [],
});
