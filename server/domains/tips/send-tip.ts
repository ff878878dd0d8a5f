/**
 * Gives a tip: to whom, what is said, then the call of the database that debits the giver and stores it, or finds that it was asked
 * before; then whoever is concerned hears of it.
 */
import { assert, present } from '#kernel/assert.ts';
import { newId } from '#kernel/ids.ts';
import { tokensText, unitsOf } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Database, Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { AnswerOf, BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { hashRequest } from '../ledger/index.ts';
import { describePolicy, readPolicy, readSplits } from '../policies/index.ts';
import { answerTip } from './answer-tip.ts';
import { awaitWallet } from './await-wallet.ts';
import { costsMore, insufficientFunds, keyReused, noSuchTarget, notLive, notOnMenu, spendingLimit } from './errors.ts';
import { findTarget, type Target } from './find-target.ts';
import { judgeMessage } from './judge-message.ts';
import type { SendingDeps } from './parts.ts';
import { cheapestEnough } from './rules/cheapest-enough.ts';
import { givenFrom } from './rules/told-tip.ts';
import { type Accepted, findKept, findMenuItem, findTip, type TipOrder } from './store.ts';

type Given = BodyOf<typeof routes.sendTip>;

export interface SentTip {
  readonly answer: AnswerOf<typeof routes.sendTip>;
  /** The same was asked before, and this was answered then. */
  readonly replayed: boolean;
}

/**
 * A refusal leaves no trace, so the same key may succeed later. It is given only where nothing of its key is being accepted.
 * @param key of the request, 1 to 200 characters
 * @throws Refusal RATE_LIMITED, IDEMPOTENCY_CONFLICT, NOT_FOUND, SELF_TIP, BANNED, STREAM_NOT_LIVE, AGE_ASSURANCE_REQUIRED,
 * TICKET_REQUIRED, TIMED_OUT_OF_CHAT, CONTENT_BLOCKED, CONFLICT (tip menu), SPENDING_LIMIT, INSUFFICIENT_FUNDS; OVERLOADED where
 * nobody can say yet what becomes of the key
 */
export async function sendTip(deps: SendingDeps, giver: Identity, given: Given, key: string): Promise<SentTip> {
  await deps.limits.take('tips', giver.userId);
  const request = { key, hash: hashOf(given) };
  const name = `${giver.userId} ${key}`;
  try {
    return await deps.attempts.run(name, () => give(deps, giver, given, request));
  } catch (problem) {
    // What was accepted once is answered the same, whatever holds now. What is not refused finds that out by itself, and who is to
    // come again is not refused for good.
    if (!(problem instanceof Refusal) || problem.code === 'OVERLOADED') throw problem;
    // An earlier one, whose answer nobody waits for any more, may be accepted yet.
    await deps.attempts.ended(name);
    const kept = await answerKept(deps.database, giver, request);
    if (kept !== undefined) return kept;
    throw problem;
  }
}

/**
 * What was accepted under this key, by any process; undefined: nothing.
 * @throws Refusal IDEMPOTENCY_CONFLICT where it was something else, OVERLOADED where that cannot be said yet
 */
async function answerKept(database: Database, giver: Identity, { key, hash }: Request): Promise<SentTip | undefined> {
  const { read } = database;
  const look = () => findKept(read, giver.userId, key);
  const kept = (await look()) ?? (await awaitWallet(database, giver.userId).then(look));
  if (kept === undefined) return undefined;
  if (kept.hash !== hash) throw keyReused();
  return answerAgain(read, kept.tipId);
}

async function give(deps: SendingDeps, giver: Identity, given: Given, request: Request): Promise<SentTip> {
  const { read } = deps.database;
  let { order, target, accepted } = await offer(deps, giver, given, request);
  // A tip to a performer whose show ended in this moment is one outside a show; nothing was posted yet.
  if (accepted.outcome === 'not_live' && given.creatorId !== undefined) {
    ({ order, target, accepted } = await offer(deps, giver, given, request));
  }
  if (accepted.outcome === 'replayed') return answerAgain(read, present(accepted.tipId, 'the tip'));
  if (accepted.outcome !== 'posted') throw await refusalOf(read, accepted, order);
  deps.news.deliverSoon(target.session?.streamId ?? target.performer.id);
  deps.settleSoon();
  return { answer: answerTip(order, target, accepted), replayed: false };
}

interface Request {
  readonly key: string;
  readonly hash: string;
}

interface Offered {
  readonly order: TipOrder;
  readonly target: Target;
  readonly accepted: Accepted;
}

async function offer(deps: SendingDeps, giver: Identity, given: Given, request: Request): Promise<Offered> {
  const target = await findTarget(deps.database.read, deps.reading, given, giver);
  const order = await draft(deps, target, giver, given, request);
  return { order, target, accepted: await deps.intake.add(order) };
}

/** What is left out is the same as what it then is. */
function hashOf({ private: isPrivate = false, anonymous = false, ...given }: Given): string {
  return hashRequest({ ...given, private: isPrivate, anonymous });
}

async function draft(
  { database: { read }, clock, ownHosts, defaultSplit }: SendingDeps,
  target: Target,
  giver: Identity,
  given: Given,
  request: Request,
): Promise<TipOrder> {
  const nowMs = clock.now();
  const { session } = target;
  const performerId = target.performer.id;
  const [judged, menuItem, split] = await Promise.all([
    judgeMessage(read, { target, viewerId: giver.userId, text: given.message, nowMs, ownHosts }),
    given.menuItemId === undefined ? null : requireMenuItem(read, performerId, given.menuItemId, given.amount),
    session === null ? readSplits(read).then((splits) => splits.get(defaultSplit)) : frozen(session),
  ]);
  const { name, version } = present(split, 'the split');
  return {
    ...{ id: newId(nowMs), viewer: giver.userId, performer: performerId, session: session?.id ?? null },
    ...{ viewerName: giver.displayName, viewerHandle: giver.handle, amount: given.amount, split: { name, version } },
    ...{ private: given.private ?? false, anonymous: given.anonymous ?? false, ...judged, menuItem, ...request },
  };
}

function frozen({ splitName, splitVersion }: { readonly splitName: string; readonly splitVersion: number }) {
  return { name: splitName, version: splitVersion };
}

/** @returns its title */
async function requireMenuItem(read: Reader, performerId: string, id: string, tokens: number): Promise<string> {
  const item = await findMenuItem(read, performerId, id);
  if (item === null) throw notOnMenu();
  if (tokens < item.tokens) throw costsMore(item.tokens);
  return item.title;
}

async function refusalOf(read: Reader, { outcome, available, why }: Accepted, { amount }: TipOrder): Promise<Error> {
  if (outcome === 'key_reused') return keyReused();
  if (outcome === 'not_live') return notLive();
  if (outcome === 'gone') return noSuchTarget('performer');
  if (outcome === 'limited') return spendingLimit(present(why, 'the reason'));
  assert(outcome === 'insufficient' && available !== null, `a tip is refused with a reason, not ${outcome}`);
  const { packs } = describePolicy(await readPolicy(read));
  return insufficientFunds(amount, available, cheapestEnough(packs, unitsOf(amount) - available));
}

/** As it was when it was accepted. */
async function answerAgain(read: Reader, tipId: string): Promise<SentTip> {
  const row = present(await findTip(read, tipId), 'the tip');
  const asJudged = row.reasons.length > 0 ? 'held' : 'shown';
  const tip = givenFrom({ ...row, settled: false, messageState: row.messageState === null ? null : asJudged });
  return { answer: { tip, wallet: { balance: tokensText(unitsOf(row.balanceAfter)) } }, replayed: true };
}
