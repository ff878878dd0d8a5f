/**
 * The queries of policies.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Preset } from './rules/presets.ts';
import type { PricedPack, PriceList } from './rules/sound.ts';

/** A version of the price list. */
export interface PolicyRow extends PriceList {
  readonly version: number;
  readonly preset: Preset | null;
  readonly madeAt: Date;
}

/** Shares in basis points; they sum to 10,000. */
export interface SplitRow {
  readonly name: string;
  readonly version: number;
  readonly creatorBp: number;
  readonly platformBp: number;
  readonly poolBp: number;
}

export interface NewPolicy extends PriceList {
  readonly preset: Preset | null;
  /** Null: the start of a deployment. */
  readonly byId: string | null;
  readonly reason: string | null;
}

/** The list that holds now. */
export async function findNewest(read: Reader): Promise<PolicyRow | null> {
  const row = await read.pricePolicy.findFirst({ orderBy: { version: 'desc' } });
  if (row === null) return null;
  return {
    ...{ version: Number(row.version), preset: row.preset as Preset | null, madeAt: row.madeAt },
    ...{ packs: row.packs as unknown as PricedPack[], payoutMicroUsd: Number(row.payoutMicroUsd) },
  };
}

/** The lowest payout rate that ever held, millionths of a dollar; null: nothing is stored. */
export async function findLowestPayout(read: Reader): Promise<number | null> {
  const { _min } = await read.pricePolicy.aggregate({ _min: { payoutMicroUsd: true } });
  return _min.payoutMicroUsd === null ? null : Number(_min.payoutMicroUsd);
}

/** Keeps two changes from being judged against the same list; until the transaction ends. */
export async function takePolicies(tx: Writer): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('price policy', 0))::text`;
}

/** Stores a new version, made now by the database's clock. */
export async function insertPolicy(tx: Writer, { packs, payoutMicroUsd, ...given }: NewPolicy): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO price_policy (preset, packs, payout_micro_usd, by_id, reason)
    VALUES (${given.preset}, ${JSON.stringify(packs)}::jsonb, ${payoutMicroUsd}, ${given.byId}::uuid,
      ${given.reason})`;
}

/** Of each split its newest version. */
export function findSplits(read: Reader): Promise<SplitRow[]> {
  return read.$queryRaw`
    SELECT DISTINCT ON (name) name, version, creator_bp AS "creatorBp", platform_bp AS "platformBp", pool_bp AS "poolBp"
    FROM split ORDER BY name, version DESC`;
}

/** What a person decided about prices. */
export async function findPoliciesOf(read: Reader, userId: string) {
  return read.pricePolicy.findMany({ where: { byId: userId }, orderBy: { version: 'asc' } });
}
