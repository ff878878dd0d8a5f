/**
 * Judges the seals of the ledger, one after the other, from values alone. Shares no code with the database that made them, on
 * purpose: the form of a seal is what docs/decisions/0037-ledger-seal.md says, computed here a second time.
 */
import { createHash } from 'node:crypto';
import { type Listed, nameDifference } from './name-difference.ts';

/** A column as Postgres writes it as text, in UTC; null: there is none. */
export type Value = string | null;

/** A seal; its columns as text. */
export interface LedgerSeal {
  readonly n: string;
  readonly at: string;
  readonly first: string;
  readonly last: string;
  readonly transfers: string;
  readonly moves: string;
  readonly previousHash: string;
  readonly hash: string;
  /** Hexadecimal: of each transfer 16 bytes of its id and 8 of its hash. */
  readonly roll: string;
}

/** A transfer: its key's columns and its movements' in the order in which they are hashed. */
export interface SealedTransfer {
  readonly place: string;
  readonly id: string;
  readonly at: string;
  readonly key: readonly Value[];
  readonly moves: readonly (readonly Value[])[];
}

export interface LedgerJudge {
  /** Takes the next seal and the transfers up to its last. @returns what is wrong with it */
  take(seal: LedgerSeal, transfers: AsyncIterable<SealedTransfer>): Promise<string | undefined>;
  readonly seen: { readonly seals: number; readonly transfers: number; readonly moves: number; readonly head: Head };
}

/** The newest seal: `0` and 64 zeros where there is none. */
export interface Head {
  readonly n: string;
  readonly hash: string;
  readonly last: string;
}

/**
 * A transfer has its time when its accounts are locked and is committed soon after; none takes a minute. What is older than
 * what was sealed before it by more than this was put in afterwards.
 */
const latestMs = 10 * 60_000;

/** A judge that has seen nothing yet. */
export function createLedgerJudge(): LedgerJudge {
  const seen = { seals: 0, transfers: 0, moves: 0, head: { n: '0', hash: '0'.repeat(64), last: '0' } as Head };
  let newestMs = Number.NEGATIVE_INFINITY;
  return {
    seen,
    async take(seal, transfers) {
      const misplaced = judgePlace(seal, seen.head);
      if (misplaced !== undefined) return misplaced;
      const whole = createHash('sha256').update(headerOf(seal));
      const found: Listed[] = [];
      let late: string | undefined;
      for await (const transfer of transfers) {
        const hash = hashOf(transfer);
        whole.update(hash);
        found.push({ id: transfer.id, hint: hash.toString('hex', 0, 8) });
        // More than were sealed cannot be right, and there may be any number.
        if (found.length > Number(seal.transfers)) break;
        late ??= judgeTime(transfer, seal, newestMs);
        newestMs = Math.max(newestMs, momentOf(transfer.at));
        seen.moves += transfer.moves.length;
      }
      const fault =
        nameDifference(found, seal.roll) ?? (whole.digest('hex') === seal.hash ? late : 'it was changed itself');
      if (fault !== undefined) return `Seal ${seal.n}: ${fault}.`;
      seen.seals += 1;
      seen.transfers += found.length;
      seen.head = { n: seal.n, hash: seal.hash, last: seal.last };
      return undefined;
    },
  };
}

function judgePlace({ n, previousHash, last }: LedgerSeal, head: Head): string | undefined {
  const expected = BigInt(head.n) + 1n;
  if (BigInt(n) > expected) return `Seal ${expected} is missing.`;
  if (BigInt(n) < expected) return `Seal ${n} stands after seal ${head.n}.`;
  if (previousHash !== head.hash) {
    return `Seal ${n} does not follow ${head.n === '0' ? 'the beginning' : `seal ${head.n}`}: one of the two was written anew.`;
  }
  return BigInt(last) > BigInt(head.last) ? undefined : `Seal ${n} ends before the one it follows.`;
}

function judgeTime({ id, at }: SealedTransfer, seal: LedgerSeal, newestMs: number): string | undefined {
  const atMs = momentOf(at);
  if (atMs < newestMs - latestMs)
    return `transfer ${id} says ${at} but came after newer ones: it was inserted afterwards`;
  return atMs > momentOf(seal.at) + latestMs ? `transfer ${id} says ${at} but was sealed before` : undefined;
}

function headerOf({ n, at, first, last, transfers, moves, previousHash }: LedgerSeal): string {
  return ['busker-ledger-1', n, at, first, last, transfers, moves, previousHash].map(field).join('');
}

function hashOf({ key, moves }: SealedTransfer): Buffer {
  return createHash('sha256')
    .update([...key, ...moves.flat()].map(field).join(''))
    .digest();
}

/** Its length in bytes, a colon, itself; a hyphen where there is none. */
function field(value: Value): string {
  return value === null ? '-' : `${Buffer.byteLength(value)}:${value}`;
}

/** Milliseconds since 1970 of `2026-01-31 23:59:59.999+00`. */
function momentOf(text: string): number {
  return Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
}
