/**
 * Streams as they are announced, listed, started and ended.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { lineOfText } from '../text.ts';
import { SplitName } from './economy.ts';
import { Handle } from './names.ts';
import { route } from './route.ts';

/** READY → TESTING → LIVE → OFFLINE → STALE → ARCHIVED; LIVE again opens a new session. */
export const streamStates = ['READY', 'TESTING', 'LIVE', 'OFFLINE', 'STALE', 'ARCHIVED'] as const;
export const StreamState = z.enum(streamStates);
export type StreamState = z.infer<typeof StreamState>;

/** `call_2way`: the performer and one named person, who both send. */
export const SessionType = z.enum(['broadcast_public', 'broadcast_private', 'call_2way']);

const title = lineOfText(120);
/** Letters and digits, among which some are drawn as nothing: those are none here. */
const tag = z.string().regex(/^(?!.*\p{Default_Ignorable_Code_Point})[\p{L}\p{N}][\p{L}\p{N}-]{0,23}$/u);
const tags = z.array(tag).max(8);
/** Whole tokens, 1 to 1,000,000, in requests a JSON integer. */
export const TokenAmount = z.int().min(1).max(1_000_000);

export const Stream = z
  .object({
    id: Id,
    title: z.string(),
    performer: z.object({ id: Id, displayName: z.string(), handle: z.string() }),
    sessionType: SessionType,
    priceTokens: z.string().nullable().describe('Whole tokens; null where entry is free'),
    adult: z.boolean(),
    tags: z.array(z.string()),
    state: StreamState,
    liveSince: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    scheduledFor: z.iso.datetime().nullable().describe('When it was announced to begin'),
    guest: z
      .object({ id: Id, displayName: z.string(), handle: z.string() })
      .nullable()
      .default(null)
      .describe('Of a two-way room: the one person beside the performer who may be in it'),
  })
  .meta({ id: 'Stream' });
export type Stream = z.infer<typeof Stream>;

export const ListedStream = Stream.extend({ viewers: z.int().min(0) }).meta({ id: 'ListedStream' });
export type ListedStream = z.infer<typeof ListedStream>;

const byId = z.strictObject({ id: Id });
const nothing = z.strictObject({});
const one = z.object({ stream: Stream });

export const createStream = route({
  method: 'POST',
  path: '/api/streams/create',
  summary: 'Announces a stream',
  who: ['performer'],
  status: 201,
  body: z
    .strictObject({
      title,
      sessionType: SessionType,
      priceTokens: TokenAmount.optional(),
      adult: z.boolean().optional(),
      tags: tags.optional(),
      scheduledFor: z.iso.datetime().optional(),
      split: SplitName.optional().describe('Who gets what of what is given; absent: the deployment’s'),
      guest: Handle.optional().describe('Of a two-way room: whom it is with'),
    })
    .refine((given) => (given.sessionType === 'broadcast_private') === (given.priceTokens !== undefined), {
      path: ['priceTokens'],
      error: 'A private stream has a price; others have none.',
    })
    .refine((given) => (given.sessionType === 'call_2way') === (given.guest !== undefined), {
      path: ['guest'],
      error: 'A two-way room names whom it is with; others name nobody.',
    })
    .meta({ id: 'NewStream' }),
  params: undefined,
  answer: one,
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONTENT_BLOCKED', 'CONFLICT'],
});

export const testStream = route({
  method: 'POST',
  path: '/api/streams/:id/test',
  summary: 'Begins a test, which the performer and staff alone see; repeating it changes nothing',
  who: ['performer'],
  status: 200,
  body: nothing,
  params: byId,
  answer: one,
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'STREAM_STATE', 'CONFLICT'],
});

export const editStream = route({
  method: 'PATCH',
  path: '/api/streams/:id',
  summary: 'Changes title and tags, while it is live too; what is absent stays',
  who: ['performer'],
  status: 200,
  body: z.strictObject({ title: title.optional(), tags: tags.optional() }).meta({ id: 'StreamEdit' }),
  params: byId,
  answer: one,
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'STREAM_STATE', 'CONTENT_BLOCKED'],
});

export const startStream = route({
  method: 'POST',
  path: '/api/streams/:id/start',
  summary: 'Goes live; repeating it changes nothing',
  who: ['performer'],
  status: 200,
  body: nothing,
  params: byId,
  answer: one,
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'STREAM_STATE', 'CONFLICT'],
});

export const endStream = route({
  method: 'POST',
  path: '/api/streams/:id/end',
  summary: 'Ends a live stream, or a test; repeating it changes nothing',
  who: ['performer'],
  status: 200,
  body: nothing,
  params: byId,
  answer: one,
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'STREAM_STATE'],
});

/** The database holds no U+0000. */
const storable = (text: string): boolean => !text.includes('\0');
/** What narrows a list: words in title, tags or performer's name, and one tag. */
const StreamFilter = z.strictObject({
  search: z.string().trim().max(100).refine(storable).optional(),
  tag: z.string().max(24).refine(storable).optional(),
});

export const listStreams = route({
  method: 'GET',
  path: '/api/streams',
  summary: 'Who is live now, most watched first',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: undefined,
  query: StreamFilter,
  answer: z.object({ streams: z.array(ListedStream) }),
  refusals: [],
});

export const getStream = route({
  method: 'GET',
  path: '/api/streams/:id',
  summary: 'One stream',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: byId,
  answer: z.object({ stream: ListedStream }),
  refusals: ['NOT_FOUND'],
});

export const listUpcoming = route({
  method: 'GET',
  path: '/api/streams/upcoming',
  summary: 'What starts within the next week, soonest first, at most 50',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: undefined,
  query: StreamFilter,
  answer: z.object({ streams: z.array(Stream) }),
  refusals: [],
});

export const listTags = route({
  method: 'GET',
  path: '/api/streams/tags',
  summary: 'Tags of what is live now, most used first, at most 30',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ tags: z.array(z.object({ tag: z.string(), live: z.int().min(1) })) }),
  refusals: [],
});

export const scheduleStream = route({
  method: 'POST',
  path: '/api/streams/:id/schedule',
  summary: 'Says when a stream that has not begun will begin; null takes it off the schedule',
  who: ['performer'],
  status: 200,
  body: z.strictObject({ scheduledFor: z.iso.datetime().nullable() }),
  params: byId,
  answer: one,
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'STREAM_STATE', 'CONFLICT'],
});
