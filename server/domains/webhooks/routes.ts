/**
 * Webhooks over HTTP. Everything is one's own: what is another performer's is not there.
 */
import type { Handlers } from '#platform/http/handler.ts';
import { mostWebhooks } from '#protocol/http/webhooks.ts';
import { addEndpoint } from './add-endpoint.ts';
import { changeEndpoint } from './change-endpoint.ts';
import { describeEndpoints } from './describe-endpoints.ts';
import { listDeliveries } from './list-deliveries.ts';
import type { WebhookDeps } from './parts.ts';
import { pingEndpoint } from './ping-endpoint.ts';
import { removeEndpoint } from './remove-endpoint.ts';
import { replayDelivery } from './replay-delivery.ts';
import { replayFailed } from './replay-failed.ts';
import { rotateSecret } from './rotate-secret.ts';
import { findEndpoints } from './store.ts';
import { viewDelivery } from './view-delivery.ts';

type Endpoints =
  | 'listWebhooks'
  | 'addWebhook'
  | 'changeWebhook'
  | 'rotateWebhookSecret'
  | 'removeWebhook'
  | 'pingWebhook';
type Log = 'replayFailedWebhooks' | 'listWebhookDeliveries' | 'viewWebhookDelivery' | 'replayWebhookDelivery';

/** The routes of webhooks. */
export function webhookRoutes(deps: WebhookDeps): Handlers<Endpoints | Log> {
  const { database, limits, clock } = deps;
  return {
    listWebhooks: async ({ caller }) => {
      await limits.take('webhookRead', caller.userId);
      const rows = await findEndpoints(database.read, caller.userId);
      return { endpoints: await describeEndpoints(database.read, rows, clock.now()), most: mostWebhooks };
    },
    addWebhook: ({ caller, body }) => addEndpoint(deps, caller.userId, body),
    changeWebhook: async ({ caller, params, body }) => ({
      endpoint: await changeEndpoint(deps, caller.userId, params.id, body),
    }),
    rotateWebhookSecret: ({ caller, params }) => rotateSecret(deps, caller.userId, params.id),
    removeWebhook: async ({ caller, params }) => {
      await removeEndpoint(deps, caller.userId, params.id);
      return {};
    },
    pingWebhook: async ({ caller, params }) => ({ delivery: await pingEndpoint(deps, caller.userId, params.id) }),
    replayFailedWebhooks: ({ caller, params, body }) => replayFailed(deps, caller.userId, params.id, body.since),
    listWebhookDeliveries: async ({ caller, query }) => {
      await limits.take('webhookRead', caller.userId);
      return listDeliveries(database.read, caller.userId, query);
    },
    viewWebhookDelivery: async ({ caller, params }) => {
      await limits.take('webhookRead', caller.userId);
      return viewDelivery(database.read, caller.userId, params.id);
    },
    replayWebhookDelivery: async ({ caller, params }) => ({
      delivery: await replayDelivery(deps, caller.userId, params.id),
    }),
  };
}
