/**
 * What was sent to a performer's endpoints, newest first.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AnswerOf, QueryOf } from '#protocol/http/route.ts';
import type { listWebhookDeliveries } from '#protocol/http/webhooks.ts';
import { describeDelivery } from './describe-delivery.ts';
import { findEndpoints } from './store.ts';
import { findDeliveries } from './store-log.ts';

/** Their own alone; of an endpoint that is none of theirs there is nothing. */
export async function listDeliveries(
  read: Reader,
  performerId: string,
  { endpoint, state, type, before, limit }: QueryOf<typeof listWebhookDeliveries>,
): Promise<AnswerOf<typeof listWebhookDeliveries>> {
  const own = (await findEndpoints(read, performerId)).map(({ id }) => id);
  const asked = endpoint === undefined ? own : own.filter((id) => id === endpoint);
  const filter = { state: state ?? null, type: type ?? null, before: before ?? null };
  const rows = asked.length === 0 ? [] : await findDeliveries(read, asked, filter, limit + 1);
  return { deliveries: rows.slice(0, limit).map(describeDelivery), more: rows.length > limit };
}
