/**
 * Ingest keys: what an encoder sends with, one a stream.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { route } from './route.ts';

const byId = z.strictObject({ id: Id });
const url = z.url().describe('Where to send (WHIP); the key is its bearer token');

export const issueIngestKey = route({
  method: 'POST',
  path: '/api/streams/:id/ingest-key',
  summary: 'Makes the stream’s ingest key, shown this once; the one before is good for nothing any more',
  who: ['performer'],
  status: 201,
  body: z.strictObject({}),
  params: byId,
  answer: z.object({ url, key: z.string() }),
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'],
});

export const getIngestKey = route({
  method: 'GET',
  path: '/api/streams/:id/ingest-key',
  summary: 'Which ingest key the stream has, without its secret',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: byId,
  answer: z.object({
    url,
    key: z
      .object({
        hint: z.string().describe('How it begins and ends'),
        madeAt: z.iso.datetime(),
        usedAt: z.iso.datetime().nullable(),
      })
      .nullable(),
  }),
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'],
});

export const revokeIngestKey = route({
  method: 'DELETE',
  path: '/api/streams/:id/ingest-key',
  summary: 'Ends the stream’s ingest key, and what is sent with it; repeating it changes nothing',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: byId,
  answer: z.object({}),
  refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'],
});
