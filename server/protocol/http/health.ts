/**
 * Whether the server is alive, can serve, and how its parts are.
 */
import { z } from 'zod';
import { route } from './route.ts';

const state = z.enum(['up', 'down']);

export const Part = z.object({
  state,
  ageMs: z.int().min(0).nullable().describe('Milliseconds since this part was last heard from; null: never'),
});

export const healthz = route({
  method: 'GET',
  path: '/healthz',
  summary: 'Answers while the process is alive',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ status: z.literal('alive') }),
  refusals: [],
});

export const readyz = route({
  method: 'GET',
  path: '/readyz',
  summary: 'Whether this process can serve; 503 where it cannot',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ status: z.literal('ready') }),
  refusals: ['OVERLOADED'],
});

export const healthParts = route({
  method: 'GET',
  path: '/healthz/parts',
  summary: 'State and age of every part',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z
    .object({ database: Part, redis: Part, jobs: Part, media: z.array(Part.extend({ node: z.string() })) })
    .meta({ id: 'HealthParts' }),
  refusals: [],
});
