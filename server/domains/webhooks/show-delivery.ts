/**
 * One delivery as its performer sees it after something was done to it.
 */
import type { Reader } from '#platform/database/index.ts';
import type { WebhookDelivery } from '#protocol/http/webhooks.ts';
import { describeDelivery } from './describe-delivery.ts';
import { noSuchDelivery } from './errors.ts';
import { findDelivery } from './store-log.ts';

/** @throws Refusal NOT_FOUND where it is not theirs */
export async function showDelivery(read: Reader, performerId: string, id: string): Promise<WebhookDelivery> {
  const row = await findDelivery(read, performerId, id);
  if (row === null) throw noSuchDelivery();
  const { url: _url, body: _body, leased: _leased, paused: _paused, ...delivery } = row;
  return describeDelivery(delivery);
}
