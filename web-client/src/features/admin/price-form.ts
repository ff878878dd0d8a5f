/**
 * A price list as it is typed: dollars to millionths without a float, and which fields cannot be taken. Pure.
 */
import type { PricePolicy } from '#protocol/http/economy.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { money } from './money-strings.ts';

const { wrong } = money.prices;

/** A pack as it stands in its fields. */
export interface TypedPack {
  /** Unlike every other's on the page. */
  readonly key: string;
  readonly id: string;
  readonly tokens: string;
  readonly bonusTokens: string;
  readonly price: string;
}

export interface TypedPrices {
  readonly packs: readonly TypedPack[];
  readonly payout: string;
}

export type NewPrices = Omit<BodyOf<typeof routes.setPricePolicy>, 'reason' | 'from'>;

const mostTokens = 1_000_000;
const mostPrice = 100_000_000_000;
const mostPayout = 1_000_000;

/** Millionths of what somebody typed; undefined where it is no amount of dollars. */
export function microOf(typed: string): number | undefined {
  const [, whole, decimals = ''] = /^\$?(\d{1,6})(?:\.(\d{1,6}))?$/.exec(typed.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole + decimals.padEnd(6, '0'));
}

/** Millionths as somebody would type them: "9.99", "0.05". */
export function dollarsOf(micro: string): string {
  const digits = micro.padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${digits.slice(0, -6)}.${decimals}`;
}

/** What is in force, in fields. */
export function typedOf({ packs, payoutMicroUsd }: PricePolicy): TypedPrices {
  return {
    packs: packs.map(({ id, tokens, bonusTokens, priceMicroUsd }) => ({
      ...{ key: id, id, tokens, bonusTokens },
      price: dollarsOf(priceMicroUsd),
    })),
    payout: dollarsOf(payoutMicroUsd),
  };
}

/** What to send, or a sentence by field: `payout`, or the pack's key and the field's name. */
export function pricesOf({ packs, payout }: TypedPrices): NewPrices | { readonly faults: Record<string, string> } {
  const faults: Record<string, string> = {};
  const names = packs.map(({ id }) => id.trim());
  const read = packs.map((pack, at) => {
    const id = pack.id.trim();
    const [tokens, bonusTokens] = [wholeOf(pack.tokens), wholeOf(pack.bonusTokens || '0')];
    const priceMicroUsd = microOf(pack.price);
    if (!/^[a-z0-9-]{1,40}$/.test(id)) faults[`${pack.key}.id`] = wrong.id;
    else if (names.indexOf(id) !== at) faults[`${pack.key}.id`] = wrong.twice;
    if (!within(tokens, 1, mostTokens)) faults[`${pack.key}.tokens`] = wrong.tokens;
    if (!within(bonusTokens, 0, mostTokens)) faults[`${pack.key}.bonusTokens`] = wrong.bonusTokens;
    if (!within(priceMicroUsd, 1, mostPrice)) faults[`${pack.key}.price`] = wrong.price;
    return { id, tokens: tokens ?? 0, bonusTokens: bonusTokens ?? 0, priceMicroUsd: priceMicroUsd ?? 0 };
  });
  const payoutMicroUsd = microOf(payout);
  if (!within(payoutMicroUsd, 1, mostPayout)) faults.payout = wrong.payout;
  if (Object.keys(faults).length > 0 || payoutMicroUsd === undefined) return { faults };
  return { packs: read, payoutMicroUsd };
}

function wholeOf(typed: string): number | undefined {
  const text = typed.replaceAll(/[\s,]/g, '');
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function within(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && value >= least && value <= most;
}
