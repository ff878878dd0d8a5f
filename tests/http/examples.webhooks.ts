/**
 * Good requests about webhooks. They lead to a port of this machine at which nobody listens.
 */
import { newId } from '#kernel/ids.ts';
import type { routes } from '#protocol/http/routes.ts';
import { demoPerformerId } from '../../prisma/demo.ts';
import { deriveKey } from '../../server/config/keys.ts';
import { makeSecret } from '../../server/domains/webhooks/make-secret.ts';
import type { Example, Given } from './example.ts';

const bare: Example = () => ({});
const url = 'http://127.0.0.1:65533/hooks';

/** An endpoint of who asks. @returns its id */
async function endpoint({ stack, as }: Given): Promise<string> {
  const id = newId();
  const { sealed } = makeSecret(deriveKey(stack.secret, 'webhook-secret'), id);
  await stack.query(
    `INSERT INTO webhook_endpoint (id, performer_id, url, description, events, created_at, sealed_secret, secret_made_at)
     VALUES ($1, $2, $3, 'An example', '{tip.received}', now(), $4, now())`,
    [id, as?.id ?? demoPerformerId, url, sealed],
  );
  return id;
}

/** A delivery that failed. @returns its id */
async function failed(given: Given): Promise<string> {
  const [endpointId, messageId, id] = [await endpoint(given), newId(), newId()];
  await given.stack.query(
    `INSERT INTO webhook_message (id, performer_id, type, body, at) VALUES ($1, $2, 'ping', '{}', now())`,
    [messageId, given.as?.id ?? demoPerformerId],
  );
  await given.stack.query(
    `INSERT INTO webhook_delivery (id, message_id, endpoint_id, state, problem, created_at, settled_at)
     VALUES ($1, $2, $3, 'failed', 'timeout', now(), now())`,
    [id, messageId, endpointId],
  );
  return id;
}

export const webhookExamples = {
  ...{ listWebhooks: bare, listWebhookDeliveries: bare },
  // Conflict: as many as one may have, which the same person meets who is asked again and again.
  addWebhook: () => ({ body: { url, events: ['stream.started'] }, otherwise: ['CONFLICT'] }),
  changeWebhook: async (given) => ({ params: { id: await endpoint(given) }, body: { description: 'Another' } }),
  rotateWebhookSecret: async (given) => ({ params: { id: await endpoint(given) }, body: {} }),
  removeWebhook: async (given) => ({ params: { id: await endpoint(given) } }),
  pingWebhook: async (given) => ({ params: { id: await endpoint(given) }, body: {} }),
  replayFailedWebhooks: async (given) => ({
    params: { id: await endpoint(given) },
    body: { since: '2026-01-01T00:00:00Z' },
  }),
  viewWebhookDelivery: async (given) => ({ params: { id: await failed(given) } }),
  replayWebhookDelivery: async (given) => ({ params: { id: await failed(given) }, body: {} }),
} as const satisfies Partial<Record<keyof typeof routes, Example>>;
