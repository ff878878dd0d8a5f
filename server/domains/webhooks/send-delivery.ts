/**
 * One try of one delivery that was taken: whether it may still be sent, signing, sending, writing down what came of it.
 */
import { unseal } from '#kernel/seal.ts';
import type { Writer } from '#platform/database/index.ts';
import type { Sent } from '#platform/outgoing/index.ts';
import type { Outcome, SendingDeps } from './parts.ts';
import { chanceOf, mostTries, nextTryInMs, retryAfterMs } from './rules/back-off.ts';
import { answerKept } from './rules/bounds.ts';
import { pauseAfter, problemOfStatus, type TryProblem } from './rules/judge-answer.ts';
import { unnamed } from './rules/message-body.ts';
import { signMessage } from './sign-message.ts';
import { lockEndpoint, updateEndpoint } from './store.ts';
import { failWaiting, giveBack, insertAttempt, type Result, settle, type Taken } from './store-sending.ts';

/**
 * Rejects where Postgres is away: what was taken is due again when its time is over, and is sent again. At least once, that is.
 * @param over ends it: it is given back then, unless it was answered
 */
export async function sendDelivery(deps: SendingDeps, taken: Taken, over: AbortSignal): Promise<void> {
  const { database, clock, note } = deps;
  const heldBack = heldBackBy(taken);
  if (heldBack !== null) {
    const at = new Date(clock.now());
    await database.transact((tx) => settle(tx, taken, { state: 'failed', at, problem: heldBack }));
    return note('dropped');
  }
  const at = new Date(clock.now());
  const body = taken.subjectGone ? unnamed(taken.body) : taken.body;
  const timestampS = Math.floor(at.getTime() / 1_000);
  const signature = signMessage(secretsOf(deps, taken, at), { id: taken.messageId, timestampS, body });
  const headers = {
    ...{ 'content-type': 'application/json', 'user-agent': 'Busker-Webhooks/1' },
    ...{ 'webhook-id': taken.messageId, 'webhook-timestamp': String(timestampS), 'webhook-signature': signature },
  };
  const sent = await deps.outgoing.post({ url: new URL(taken.url), headers, body }, over);
  if ('problem' in sent && over.aborted) {
    return database.transact((tx) => giveBack(tx, taken, new Date(clock.now())));
  }
  note(await write(deps, taken, { at, signature, sent }));
}

/** Why it is not sent; null: it is. What was taken so often without a try written down is given up. */
function heldBackBy({ paused, performing, tries }: Taken): 'paused' | 'not_performing' | 'lost' | null {
  if (paused) return 'paused';
  if (!performing) return 'not_performing';
  return tries > mostTries ? 'lost' : null;
}

/** The newest first; the one before only for as long as it is good. */
function secretsOf({ secretKey }: SendingDeps, taken: Taken, at: Date): Buffer[] {
  const { endpointId, sealedSecret, oldSealedSecret, oldSecretUntil } = taken;
  const isOldGood = oldSecretUntil !== null && oldSecretUntil > at;
  const sealed = oldSealedSecret !== null && isOldGood ? [sealedSecret, oldSealedSecret] : [sealedSecret];
  return sealed.map((one) => unseal(secretKey, endpointId, one));
}

interface Tried {
  readonly at: Date;
  readonly signature: string;
  readonly sent: Sent;
}

async function write(deps: SendingDeps, taken: Taken, { at, signature, sent }: Tried): Promise<Outcome> {
  const now = new Date(deps.clock.now());
  const result: Result = { at, signature, tookMs: sent.tookMs, ...saidIn(sent) };
  const askedMs = 'status' in sent ? retryAfterMs(sent.retryAfter, now.getTime()) : null;
  const waitMs = nextTryInMs(taken.tries, chanceOf(taken.id, taken.n), askedMs);
  const { problem } = result;
  const isLast = waitMs === null || problem === 'gone';
  const outcome = await deps.database.transact(async (tx) => {
    const endpoint = await lockEndpoint(tx, taken.endpointId);
    // Removed meanwhile, with everything about it.
    if (endpoint === null) return 'dropped' as const;
    await insertAttempt(tx, taken, result);
    if (problem === null) await settle(tx, taken, { state: 'delivered', at: now });
    // To one that was paused meanwhile nothing is sent again.
    else if (isLast || endpoint.pausedAt !== null) await settle(tx, taken, { state: 'failed', at: now, problem });
    else await settle(tx, taken, { state: 'waiting', until: new Date(now.getTime() + waitMs) });
    if (endpoint.pausedAt === null) await noteHealth(deps, tx, taken, { problem, since: endpoint.failingSince, now });
    if (problem === null) return 'delivered' as const;
    return isLast || endpoint.pausedAt !== null ? ('failed' as const) : ('retried' as const);
  });
  deps.news.deliverSoon(taken.endpointId);
  return outcome;
}

function saidIn(sent: Sent): Pick<Result, 'status' | 'problem' | 'detail' | 'answer'> {
  if ('problem' in sent) return { status: null, problem: sent.problem, detail: sent.detail, answer: '' };
  // Postgres keeps no zero characters; halves of characters at the cut are no text either.
  const answer = sent.answer.replaceAll('\u0000', '\ufffd').slice(0, answerKept).toWellFormed();
  return { status: sent.status, problem: problemOfStatus(sent.status), detail: '', answer };
}

interface Health {
  readonly problem: TryProblem | null;
  /** Since when nothing was taken there. */
  readonly since: Date | null;
  readonly now: Date;
}

/** An endpoint that takes nothing for days, or wants nothing any more, is paused, and its owner is told. */
async function noteHealth(
  { news }: SendingDeps,
  tx: Writer,
  { endpointId, performerId, url }: Taken,
  { problem, since, now }: Health,
): Promise<void> {
  const failingSince = problem === null ? null : (since ?? now);
  const because = pauseAfter(problem, since?.getTime() ?? null, now.getTime());
  if (failingSince?.getTime() !== since?.getTime() || because !== null) {
    const pause = because === null ? {} : { pausedAt: now, pausedBecause: because };
    await updateEndpoint(tx, endpointId, { failingSince, ...pause });
  }
  if (because === null) return;
  await failWaiting(tx, endpointId, now);
  const body = { endpointId, performerId, because, host: new URL(url).host };
  await news.record(tx, { name: 'webhook.paused', key: endpointId, body });
}
