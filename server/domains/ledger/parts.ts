/**
 * What a transfer is before it is posted, what came of it, how it is read, and what is compared.
 */
import type { Reader } from '#platform/database/index.ts';

/** The owner of the platform's own accounts. */
export const platformId = '00000000-0000-0000-0000-000000000000';

/** One movement of value, in ledger units. `wallet` as source: what was given first, then what was bought. */
export interface Move {
  readonly from: string;
  readonly fromOwner: string;
  readonly to: string;
  readonly toOwner: string;
  readonly amount: bigint;
}

/** A transfer that is asked for. */
export interface Order {
  /** The transfer's id where it is posted. */
  readonly id: string;
  /** `tip`, `issue`, `settle` …: small letters and hyphens. */
  readonly kind: string;
  /** Whose idempotency key it is. */
  readonly owner: string;
  readonly route: string;
  /** As the client chose it; its hash is kept. */
  readonly key: string;
  /** Of what was asked, by `hashRequest`. */
  readonly hash: string;
  readonly moves: readonly Move[];
}

export type Outcome = 'posted' | 'replayed' | 'key_reused' | 'insufficient';

export interface Posted {
  readonly outcome: Outcome;
  /** Of the transfer that stands under the key; null where none does. */
  readonly transferId: string | null;
  readonly at: Date | null;
  /** What the key's owner can spend afterwards, in ledger units; null where they have no wallet. */
  readonly available: bigint | null;
  /** How much of it had been given, in ledger units; null where it did not come from a wallet, or was not posted now. */
  readonly promo: bigint | null;
}

/** An account as it stands. */
export interface AccountRow {
  readonly id: bigint;
  readonly kind: string;
  readonly unit: string;
  /** Null: the platform's. */
  readonly ownerId: string | null;
  /** Its balance stands in its row and its movements are numbered; the others are only appended to. */
  readonly maintained: boolean;
  /** In ledger units; of an appended account the sum of its movements. */
  readonly balance: bigint;
}

/** One movement as one maintained account sees it. */
export interface EntryRow {
  readonly transferId: string;
  readonly n: number;
  readonly at: Date;
  readonly kind: string;
  /** In ledger units; negative: it went out. */
  readonly amount: bigint;
  /** Which of the account's movements this is: 1, 2, 3 … without a gap. */
  readonly version: bigint;
  /** Afterwards, in ledger units. */
  readonly balance: bigint;
  /** The other side; owner null: the platform's. */
  readonly otherKind: string;
  readonly otherOwnerId: string | null;
}

/** Which entries of an account. */
export interface EntryPage {
  /** `newest`: downwards from below `beyond`; `oldest`: upwards from above it. */
  readonly first: 'newest' | 'oldest';
  /** The version where the page before ended; absent: from the end. */
  readonly beyond?: bigint | undefined;
  /** At or after. */
  readonly from?: Date | undefined;
  /** Before. */
  readonly to?: Date | undefined;
  readonly limit: number;
}

/** One side of a movement. */
export interface SideRow {
  readonly id: bigint;
  readonly kind: string;
  /** Null: the platform's. */
  readonly ownerId: string | null;
  /** Of a maintained account: its balance afterwards, in ledger units. */
  readonly balance: bigint | null;
}

/** A transfer with both sides of each movement. */
export interface TransferRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  /** Whose request it was; null is a fault in the books. */
  /** `key`: the hash that the ledger keeps of it. */
  readonly key: { readonly ownerId: string; readonly route: string; readonly key: string } | null;
  readonly moves: readonly {
    readonly n: number;
    /** In ledger units, above zero: from → to. */
    readonly amount: bigint;
    readonly from: SideRow;
    readonly to: SideRow;
  }[];
}

/** One movement as one account sees it, whichever account it is. */
export interface AccountMoveRow {
  readonly transferId: string;
  readonly n: number;
  readonly at: Date;
  readonly kind: string;
  readonly amount: bigint;
  /** Null: an account that is only appended to. */
  readonly balance: bigint | null;
}

/** All accounts of a kind together. */
export interface KindRow {
  readonly kind: string;
  readonly unit: string;
  readonly accounts: number;
  /** In ledger units. */
  readonly balance: bigint;
}

/**
 * How one comparison came out. What does not agree has at most 20 examples, to drill down from; what agrees may say in one
 * where it stands.
 */
export interface CheckResult {
  readonly expected: string;
  readonly found: string;
  readonly holds: boolean;
  readonly examples: readonly {
    readonly transferId: string | null;
    /** Of an account of the ledger. */
    readonly accountId: string | null;
    readonly note: string;
  }[];
}

/** Something that does not agree, and how many such there are. */
export interface Contradiction {
  readonly transferId: string | null;
  readonly accountId: string | null;
  readonly note: string;
  readonly total: number;
}

/** An identity that must hold: it reads, it corrects nothing. All of one round see the same snapshot. */
export interface BookCheck {
  /** Small letters and hyphens. */
  readonly name: string;
  /** What must agree with what, for an operator. */
  readonly about: string;
  run(read: Reader): Promise<CheckResult>;
}

/** A round of comparisons as it is kept. */
export interface ReconciliationRow {
  readonly id: bigint;
  readonly at: Date;
  readonly tookMs: number;
  readonly holds: boolean;
  readonly checks: readonly (CheckResult & { readonly name: string; readonly about: string })[];
}
