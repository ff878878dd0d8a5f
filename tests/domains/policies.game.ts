/**
 * The game of making money out of prices: somebody buys any packs, gives the tokens to themselves under other names and any
 * split, waits for better prices as long as they like, and cashes out. Whoever judges lists must keep them from winning.
 */
import fc from 'fast-check';
import type { PriceList } from '../../server/domains/policies/rules/sound.ts';

/** What a move does with one of the tokens' prices; which one is chosen by a number of any size. */
export type GameMove =
  | { readonly do: 'change'; readonly list: PriceList }
  | { readonly do: 'buy'; readonly pack: number; readonly times: number }
  | { readonly do: 'tip'; readonly creatorBp: number; readonly part: number }
  | { readonly do: 'cash out'; readonly earned: number };

/** Puts a list forward. @returns the list that holds from then on; null: it was refused */
export type Change = (list: PriceList) => Promise<PriceList | null>;

const rate = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100_000 }));
const size = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10_000 }));
/** Around the border between sound and unsound, where mistakes are. */
const margin = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: 0, max: 1_000_000 }));

const priced = (payoutMicroUsd: number) =>
  fc.record({ tokens: size, bonusTokens: fc.oneof(fc.constant(0), size), margin }).map((pack) => ({
    ...{ tokens: pack.tokens, bonusTokens: pack.bonusTokens },
    priceMicroUsd: Math.max(1, (pack.tokens + pack.bonusTokens) * payoutMicroUsd + pack.margin),
  }));

const list: fc.Arbitrary<PriceList> = rate.chain((payoutMicroUsd) =>
  fc.array(priced(payoutMicroUsd), { minLength: 1, maxLength: 3 }).map((packs) => ({
    ...{ payoutMicroUsd, packs: packs.map((pack, at) => ({ id: `pack-${at}`, ...pack })) },
  })),
);

const move: fc.Arbitrary<GameMove> = fc.oneof(
  fc.record({ do: fc.constant('change' as const), list }),
  fc.record({ do: fc.constant('buy' as const), pack: fc.nat(100), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    ...{ do: fc.constant('tip' as const), part: fc.integer({ min: 1, max: 4 }) },
    creatorBp: fc.constantFrom(10_000, 8_500, 7_000, 6_800),
  }),
  fc.record({ do: fc.constant('cash out' as const), earned: fc.nat(100) }),
);

/** Any way to play. */
export const games: fc.Arbitrary<GameMove[]> = fc.array(move, { maxLength: 25, size: 'max' });

interface Earned {
  /** In 1/10,000 token. */
  units: bigint;
  /** What an earned token paid when it was given. */
  readonly payoutMicroUsd: number;
}

/** One who plays: what they spent and got, in 1/10,000 of a millionth of a dollar. */
class Player {
  #wallet = 0n;
  #earned: Earned[] = [];
  #spent = 0n;
  #got = 0n;

  buy({ packs }: PriceList, { pack, times }: { pack: number; times: number }): void {
    const chosen = packs[pack % packs.length];
    if (chosen === undefined) return;
    this.#wallet += BigInt(chosen.tokens + chosen.bonusTokens) * BigInt(times);
    this.#spent += BigInt(chosen.priceMicroUsd) * BigInt(times) * 10_000n;
  }

  tip({ payoutMicroUsd }: PriceList, { creatorBp, part }: { creatorBp: number; part: number }): void {
    const tokens = this.#wallet / BigInt(part);
    this.#wallet -= tokens;
    if (tokens > 0n) this.#earned.push({ units: tokens * BigInt(creatorBp), payoutMicroUsd });
  }

  /** At the rate of when it was given or of now, whichever is better for them. */
  cashOut({ payoutMicroUsd }: PriceList, { earned }: { earned: number }): void {
    const [one] = this.#earned.splice(this.#earned.length === 0 ? 0 : earned % this.#earned.length, 1);
    if (one !== undefined) this.#got += one.units * BigInt(Math.max(one.payoutMicroUsd, payoutMicroUsd));
  }

  /** Everything they have turned into money, and whether that is more than they spent. */
  wins(holds: PriceList): boolean {
    const kept: bigint = this.#wallet * 10_000n * BigInt(holds.payoutMicroUsd);
    const waits: bigint = this.#earned.reduce<bigint>((sum, { units, payoutMicroUsd }) => {
      return sum + units * BigInt(Math.max(payoutMicroUsd, holds.payoutMicroUsd));
    }, 0n);
    return this.#got + kept + waits > this.#spent;
  }

  /** What the tokens in their wallet would pay, in millionths of a dollar. */
  worth({ payoutMicroUsd }: PriceList): bigint {
    return this.#wallet * BigInt(payoutMicroUsd);
  }
}

/** How a list was met, over all games. */
export interface Tally {
  accepted: number;
  refused: number;
}

/** @throws Error where money was made, or where a change made tokens that were sold worth more */
export async function play(game: readonly GameMove[], change: Change, tally: Tally): Promise<void> {
  const player = new Player();
  let holds: PriceList | null = null;
  for (const step of game) {
    if (step.do === 'change') {
      const next = await change(step.list);
      tally[next === null ? 'refused' : 'accepted'] += 1;
      if (next !== null && holds !== null && player.worth(next) > player.worth(holds)) throw new Error('worth more');
      holds = next ?? holds;
    } else if (holds === null) continue;
    else if (step.do === 'buy') player.buy(holds, step);
    else if (step.do === 'tip') player.tip(holds, step);
    else player.cashOut(holds, step);
    if (holds !== null && player.wins(holds)) throw new Error('money was made');
  }
}
