/**
 * One delivery with what is sent and how each try went, for whoever looks for the reason.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { viewWebhookDelivery } from '#protocol/http/webhooks.ts';
import { describeDelivery } from './describe-delivery.ts';
import { noSuchDelivery } from './errors.ts';
import { findAttempts, findDelivery } from './store-log.ts';

const mostAttempts = 50;

/** @throws Refusal NOT_FOUND where it is not theirs */
export async function viewDelivery(
  read: Reader,
  performerId: string,
  id: string,
): Promise<AnswerOf<typeof viewWebhookDelivery>> {
  const row = await findDelivery(read, performerId, id);
  if (row === null) throw noSuchDelivery();
  const { url, body, leased: _leased, paused: _paused, ...delivery } = row;
  const attempts = await findAttempts(read, id, mostAttempts);
  return {
    ...{ delivery: describeDelivery(delivery), url, body },
    history: attempts.map((attempt) => ({ ...attempt, at: attempt.at.toISOString() })),
  };
}
