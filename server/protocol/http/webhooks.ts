/**
 * Webhooks: where a performer wants to be told of their shows and tips, what they were told, and how each telling went. What is
 * sent follows Standard Webhooks (headers `webhook-id`, `webhook-timestamp`, `webhook-signature`).
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { maybeLineOfText } from '../text.ts';
import { route } from './route.ts';

/** What can be told. A `ping` is sent when somebody asks for one. */
export const webhookEvents = ['stream.started', 'stream.ended', 'stream.viewers', 'tip.received'] as const;
export const WebhookEvent = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof WebhookEvent>;
export const WebhookType = z.enum([...webhookEvents, 'ping']);
export type WebhookType = z.infer<typeof WebhookType>;

/** Most addresses of one performer. */
export const mostWebhooks = 10;

const Moment = z.iso.datetime();
const byId = z.strictObject({ id: Id });
const nothing = z.strictObject({});
const url = z.string().trim().min(10).max(500);
const description = maybeLineOfText(120);
const events = z.array(WebhookEvent).min(1).max(webhookEvents.length);

export const WebhookState = z.enum(['waiting', 'delivered', 'failed']);
export type WebhookState = z.infer<typeof WebhookState>;

/** Why there was no answer, or why none was asked for. */
export const WebhookProblem = z.enum([
  ...['forbidden', 'unknown', 'timeout', 'tls', 'connection', 'redirect', 'refused', 'gone'],
  ...['paused', 'not_performing', 'backlog', 'lost'],
] as const);
export type WebhookProblem = z.infer<typeof WebhookProblem>;

export const WebhookAttempt = z
  .object({
    n: z.int().min(1),
    at: Moment,
    tookMs: z.int().min(0),
    status: z.int().nullable().describe('Null: there was no answer'),
    problem: WebhookProblem.nullable().describe('Null: it was taken'),
    detail: z.string().describe('The code of the problem, where there is one: CERT_HAS_EXPIRED'),
    answer: z.string().describe('The beginning of the answer, at most 1,024 characters'),
    signature: z.string().describe('The header webhook-signature as it was sent'),
  })
  .meta({ id: 'WebhookAttempt' });
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;

export const WebhookDelivery = z
  .object({
    id: Id,
    endpointId: Id,
    messageId: Id.describe('The header webhook-id: of one event the same for every attempt and replay'),
    type: WebhookType,
    at: Moment.describe('When what is told of happened'),
    state: WebhookState,
    problem: WebhookProblem.nullable().describe('Why it failed, or failed last'),
    attempts: z.int().min(0),
    status: z.int().nullable().describe('Of the last attempt'),
    tookMs: z.int().min(0).nullable(),
    nextAttemptAt: Moment.nullable(),
    settledAt: Moment.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const WebhookEndpoint = z
  .object({
    id: Id,
    url: z.string(),
    description: z.string(),
    events: z.array(WebhookEvent),
    createdAt: Moment,
    state: z.enum(['active', 'paused']),
    pausedBecause: z
      .enum(['owner', 'failing', 'gone'])
      .nullable()
      .describe('Failing: nothing was taken for three days; gone: it answered 410'),
    failingSince: Moment.nullable(),
    secretMadeAt: Moment,
    oldSecretUntil: Moment.nullable().describe('Until then what is sent is signed with the secret before, too'),
    waiting: z.int().min(0),
    last: WebhookDelivery.nullable(),
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;

const one = z.object({ endpoint: WebhookEndpoint });
const withSecret = one.extend({ secret: z.string().describe('whsec_…; shown this once') });

export const listWebhooks = route({
  method: 'GET',
  path: '/api/webhooks',
  summary: 'Where one is told, oldest first',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ endpoints: z.array(WebhookEndpoint), most: z.int() }),
  refusals: [],
});

export const addWebhook = route({
  method: 'POST',
  path: '/api/webhooks',
  summary: 'Adds an address; its secret is in the answer and nowhere else',
  who: ['performer'],
  status: 201,
  body: z.strictObject({ url, description: description.default(''), events }).meta({ id: 'NewWebhook' }),
  params: undefined,
  answer: withSecret,
  refusals: ['CONFLICT'],
});

export const changeWebhook = route({
  method: 'PATCH',
  path: '/api/webhooks/:id',
  summary:
    'Changes an address, or pauses and resumes it; what is absent stays. What waits when it is paused is not sent',
  who: ['performer'],
  status: 200,
  body: z.strictObject({ url, description, events, paused: z.boolean() }).partial(),
  params: byId,
  answer: one,
  refusals: ['NOT_FOUND'],
});

export const rotateWebhookSecret = route({
  method: 'POST',
  path: '/api/webhooks/:id/secret',
  summary: 'Makes a new secret; for 24 hours everything is signed with both',
  who: ['performer'],
  status: 200,
  body: nothing,
  params: byId,
  answer: withSecret,
  refusals: ['NOT_FOUND'],
});

export const removeWebhook = route({
  method: 'DELETE',
  path: '/api/webhooks/:id',
  summary: 'Removes an address and its log; nothing is sent there any more',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: byId,
  answer: z.object({}),
  refusals: ['NOT_FOUND'],
});

export const pingWebhook = route({
  method: 'POST',
  path: '/api/webhooks/:id/ping',
  summary: 'Sends a ping',
  who: ['performer'],
  status: 202,
  body: nothing,
  params: byId,
  answer: z.object({ delivery: WebhookDelivery }),
  refusals: ['NOT_FOUND', 'CONFLICT'],
});

export const replayFailedWebhooks = route({
  method: 'POST',
  path: '/api/webhooks/:id/replay',
  summary: 'Sends again what failed since, oldest first; at most a thousand, the rest by asking again',
  who: ['performer'],
  status: 202,
  body: z.strictObject({ since: Moment }),
  params: byId,
  answer: z.object({ replayed: z.int().min(0), more: z.boolean() }),
  refusals: ['NOT_FOUND', 'CONFLICT'],
});

export const listWebhookDeliveries = route({
  method: 'GET',
  path: '/api/webhooks/deliveries',
  summary: 'What was sent, newest first, of 30 days at most',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: undefined,
  query: z.strictObject({
    endpoint: Id.optional(),
    state: WebhookState.optional(),
    type: WebhookType.optional(),
    before: Id.optional().describe('Only what is older than the delivery of this id'),
    limit: z.coerce.number().int().min(1).max(100).default(25),
  }),
  answer: z.object({ deliveries: z.array(WebhookDelivery), more: z.boolean() }),
  refusals: [],
});

export const viewWebhookDelivery = route({
  method: 'GET',
  path: '/api/webhooks/deliveries/:id',
  summary: 'One delivery with its body and every attempt',
  who: ['performer'],
  status: 200,
  body: undefined,
  params: byId,
  answer: z.object({
    delivery: WebhookDelivery,
    url: z.string(),
    body: z.string().describe('What is sent, byte for byte'),
    history: z.array(WebhookAttempt).describe('Oldest first, the newest 50'),
  }),
  refusals: ['NOT_FOUND'],
});

export const replayWebhookDelivery = route({
  method: 'POST',
  path: '/api/webhooks/deliveries/:id/replay',
  summary: 'Sends it again, under the same webhook-id; one that waits is sent now',
  who: ['performer'],
  status: 202,
  body: nothing,
  params: byId,
  answer: z.object({ delivery: WebhookDelivery }),
  refusals: ['NOT_FOUND', 'CONFLICT'],
});
