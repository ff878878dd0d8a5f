/**
 * A new price list by an admin. The list and its entry in the audit log are there together or not at all.
 */
import type { PricePolicy } from '#protocol/http/economy.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { recordAudit } from '../audit/index.ts';
import { describePolicy, setPolicy } from '../policies/index.ts';
import type { Acting, AdminDeps } from './parts.ts';

/** @throws PRICE_ARBITRAGE; CONFLICT where two packs have one name, or another list holds than the one it was made from */
export async function changePrices(
  { database, clock }: Pick<AdminDeps, 'database' | 'clock'>,
  acting: Acting,
  { packs, payoutMicroUsd, from, reason }: BodyOf<typeof routes.setPricePolicy>,
): Promise<PricePolicy> {
  const at = new Date(clock.now());
  const policy = await database.transact(async (tx) => {
    const made = await setPolicy(tx, { packs, payoutMicroUsd, from, byId: acting.userId, reason });
    await recordAudit(tx, {
      ...{
        actor: acting.userId,
        action: 'economy.price-set',
        subject: { kind: 'price-list', id: String(made.version) },
      },
      ...{ reason, facts: { payoutMicroUsd, packs }, ip: acting.ip, at },
    });
    return made;
  });
  return describePolicy(policy);
}
