/**
 * Judges the seals of the ledger, one after the other, from values alone. Shares no code with the database that made them, on
 * purpose: the form of a seal is what docs/decisions/0037-ledger-seal.md says, computed here a second time.
 */
import { createHash } from 'node:crypto';
import { type Listed, nameDifference } from './name-difference.ts';
import { createTimesJudge } from './times-judge.ts';

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
  /**
   * Takes the next seal and the transfers up to its last. Whatever is wrong with it, the next can be taken: it is judged by what it says
   * itself, and by whether it follows this one.
   * @returns what is wrong with it, a sentence each
   */
  take(seal: LedgerSeal, transfers: AsyncIterable<SealedTransfer>): Promise<readonly string[]>;
  /** What was looked at, sound or not. */
  readonly seen: { readonly seals: number; readonly transfers: number; readonly moves: number; readonly head: Head };
}

/** The newest seal: `0` and 64 zeros where there is none. */
export interface Head {
  readonly n: string;
  readonly hash: string;
  readonly last: string;
}

/** A judge that has seen nothing yet. */
export function createLedgerJudge(): LedgerJudge {
  const seen = { seals: 0, transfers: 0, moves: 0, head: { n: '0', hash: '0'.repeat(64), last: '0' } as Head };
  const times = createTimesJudge();
  return {
    seen,
    async take(seal, transfers) {
      const { head } = seen;
      const misplaced = judgePlace(seal, head);
      const ends = BigInt(seal.last) > BigInt(head.last);
      seen.seals += 1;
      seen.head = { n: seal.n, hash: seal.hash, last: ends ? seal.last : head.last };
      // None of its transfers is left to be judged.
      if (!ends) return [...misplaced, `Seal ${seal.n} ends before the one it follows.`];
      const late = [times.takeSeal(seal)];
      const whole = createHash('sha256').update(headerOf(seal));
      const found: Listed[] = [];
      for await (const transfer of transfers) {
        // One that a missing seal before it held.
        if (isBehind(seal, head) && BigInt(transfer.place) < BigInt(seal.first)) continue;
        seen.transfers += 1;
        seen.moves += transfer.moves.length;
        // More than were sealed cannot be right, and there may be any number.
        if (found.length > Number(seal.transfers)) continue;
        const hash = hashOf(transfer);
        whole.update(hash);
        found.push({ id: transfer.id, hint: hash.toString('hex', 0, 8) });
        late.push(times.takeTransfer(transfer));
      }
      const changed = whole.digest('hex') === seal.hash ? undefined : 'it was changed itself';
      const faults = [nameDifference(found, seal.roll) ?? changed, ...late].filter((fault) => fault !== undefined);
      return [...misplaced, ...faults.map((fault) => `Seal ${seal.n}: ${fault}.`)];
    },
  };
}

/** Whether seals are missing between the two. */
function isBehind({ n }: LedgerSeal, head: Head): boolean {
  return BigInt(n) > BigInt(head.n) + 1n;
}

function judgePlace(seal: LedgerSeal, head: Head): string[] {
  const { n, previousHash } = seal;
  if (isBehind(seal, head)) return [`Seal ${BigInt(head.n) + 1n} is missing.`];
  if (BigInt(n) <= BigInt(head.n)) return [`Seal ${n} stands after seal ${head.n}.`];
  if (previousHash === head.hash) return [];
  const before = head.n === '0' ? 'the beginning' : `seal ${head.n}`;
  return [`Seal ${n} does not follow ${before}: one of the two was written anew.`];
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
