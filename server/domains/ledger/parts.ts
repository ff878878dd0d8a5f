/**
 * What a transfer is before it is posted, what came of it, what is held, how it is read, and what is compared.
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

/** From where something can be held; both have an account of their own in which it waits. */
export type HoldSource = 'wallet' | 'earnings';

/**
 * What something is held for, as `ledger.hold_purpose` has it: tickets and blocks of calls are escrow, out of a wallet and spent
 * on a performer; a stake is bought tokens and returns or is forfeited to the platform; a payout is earnings on their way out.
 */
export type HoldPurpose = 'ticket' | 'call-block' | 'stake' | 'payout';

/** Something that is to be set aside. */
export interface HoldOrder {
  /** The hold's id and its transfer's, where it is placed. */
  readonly id: string;
  /** Whose it is, and whose idempotency key. */
  readonly owner: string;
  /** Out of a wallet what was given comes first, then what was bought; for a stake only what was bought. */
  readonly source: HoldSource;
  /** Each has one source: a payout's is `earnings`, all others' `wallet`. */
  readonly purpose: HoldPurpose;
  /** In ledger units. */
  readonly amount: bigint;
  /** From when it is placed, by the database's clock: 1 to 34,560,000,000 (400 days). */
  readonly lastsMs: number;
  readonly route: string;
  readonly key: string;
  readonly hash: string;
}

/** Why somebody's own limit or break refuses, as `spending_refusal` says it: `why`, and what goes with it. */
export type LimitReason = Readonly<Record<string, string>>;

export interface Placed {
  /** `limited`: the owner's own limit or break. */
  readonly outcome: 'placed' | 'replayed' | 'key_reused' | 'insufficient' | 'limited';
  /** Of the hold that stands under the key; null where none does, and so are its times and `promo`. */
  readonly holdId: string | null;
  readonly at: Date | null;
  readonly expiresAt: Date | null;
  /** What the owner can spend afterwards, in ledger units; null where they have no wallet. */
  readonly available: bigint | null;
  /** How much of it had been given, in ledger units. */
  readonly promo: bigint | null;
  /** Of `limited`. */
  readonly why: LimitReason | null;
}

/** A part of a hold that is spent, in ledger units. */
export type EndMove =
  /** To a performer, divided later by this split, which was fixed when it was agreed; one such leg for each performer. */
  | { readonly to: 'unsettled'; readonly toOwner: string; readonly amount: bigint; readonly split: SplitName }
  /** To an account of the platform. */
  | {
      readonly to: 'platform:revenue' | 'chargeback-loss' | 'payout:in-transit';
      readonly toOwner: typeof platformId;
      readonly amount: bigint;
    };

/** A version of a split. */
export interface SplitName {
  readonly name: string;
  readonly version: number;
}

/** What is to become of a hold. */
export interface EndOrder {
  /** The transfer's id where it is done. */
  readonly id: string;
  readonly hold: string;
  /**
   * Where what is spent goes, at least one; what they leave of the hold returns. `void`: all returns. Where it may go its purpose says:
   * of a ticket or a call to performers, of a stake to `platform:revenue` or `chargeback-loss`, of a payout to `payout:in-transit`.
   */
  readonly moves: readonly EndMove[] | 'void';
  /** Whose idempotency key it is. */
  readonly owner: string;
  readonly route: string;
  readonly key: string;
  readonly hash: string;
}

export type HoldEnd = 'posted' | 'voided' | 'expired';

export interface Ended {
  readonly outcome:
    | Exclude<HoldEnd, 'expired'>
    | 'replayed'
    | 'key_reused'
    | 'already_resolved'
    | 'too_late'
    | 'too_much'
    | 'not_found';
  /** How the hold has ended, or is to end; null: it is open, or not there. */
  readonly how: HoldEnd | null;
  /** Of the transfer that ended it; null where none did, and so are the following two. */
  readonly transferId: string | null;
  readonly at: Date | null;
  /** What was spent of it, in ledger units. */
  readonly posted: bigint | null;
  /** How much of what was spent had been given. */
  readonly promo: bigint | null;
  /** What the hold's owner can spend afterwards; null where there is no such hold. */
  readonly available: bigint | null;
}

/** A hold and what became of it. */
export interface HoldRow {
  readonly id: string;
  readonly source: HoldSource;
  readonly purpose: HoldPurpose;
  /** In ledger units. */
  readonly amount: bigint;
  /** How much of it had been given. */
  readonly promo: bigint;
  readonly at: Date;
  readonly expiresAt: Date;
  /** Null: it is open. */
  readonly how: HoldEnd | null;
  readonly endedAt: Date | null;
  /** What was spent of it. */
  readonly posted: bigint | null;
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
