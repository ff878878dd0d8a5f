/**
 * Walks the seals of the ledger and computes each anew, in bounded memory: whether the ledger is what was sealed.
 */
import { createLedgerJudge, type LedgerJudge, type SealedTransfer } from './ledger-judge.ts';
import { type LedgerReader, openLedger } from './read-ledger.ts';

/** A head that somebody noted: the number of a seal and its hash. */
export interface Noted {
  readonly n: string;
  readonly hash: string;
}

/**
 * @param noted a seal that must be there
 * @param progress is told every now and then how far it is
 * @returns a sentence or several, and whether all is as it was sealed
 */
export async function verifyLedger(
  url: string,
  noted: Noted | undefined,
  progress: (words: string) => void,
): Promise<{ sound: boolean; said: string }> {
  const ledger = await openLedger(url);
  try {
    const judge = createLedgerJudge();
    const fault = (await firstFault(ledger, judge, noted, progress)) ?? (await keyless(ledger));
    if (fault !== undefined) return { sound: false, said: `The ledger is BROKEN. ${fault}` };
    return { sound: true, said: await describe(ledger, judge) };
  } finally {
    await ledger.close();
  }
}

const tellEvery = 50;

async function firstFault(
  ledger: LedgerReader,
  judge: LedgerJudge,
  noted: Noted | undefined,
  progress: (words: string) => void,
): Promise<string | undefined> {
  const transfers = ledger.transfers();
  const upTo = parts(transfers);
  for await (const seal of ledger.seals()) {
    const fault = await judge.take(seal, upTo(seal.last));
    if (fault !== undefined) return fault;
    if (seal.n === noted?.n && seal.hash !== noted.hash) {
      return `Seal ${seal.n} is not the one that was noted: the chain was written anew. It is ${seal.hash}.`;
    }
    const { seals, transfers: many } = judge.seen;
    if (seals % tellEvery === 0) progress(`${many} transfers in ${seals} seals …`);
  }
  const { head } = judge.seen;
  if (noted === undefined || BigInt(noted.n) <= BigInt(head.n)) return undefined;
  return `Seal ${noted.n}, which was noted, is not there: the chain was cut off. It ends with ${head.n}:${head.hash}.`;
}

/** Hands a stream out in parts, each up to a place; what is beyond stays for the next. */
function parts(transfers: AsyncGenerator<SealedTransfer>): (last: string) => AsyncGenerator<SealedTransfer> {
  let next: SealedTransfer | undefined;
  return async function* (last) {
    while (true) {
      next ??= (await transfers.next()).value as SealedTransfer | undefined;
      if (next === undefined || BigInt(next.place) > BigInt(last)) return;
      const one = next;
      next = undefined;
      yield one;
    }
  };
}

async function keyless(ledger: LedgerReader): Promise<string | undefined> {
  const id = await ledger.keyless();
  return id === undefined ? undefined : `Transfer ${id} has a movement without a key of its time: no seal can hold it.`;
}

async function describe(ledger: LedgerReader, { seen }: LedgerJudge): Promise<string> {
  const { seals, transfers, moves, head } = seen;
  const { many, oldestSeconds } = await ledger.unsealed(head.last);
  const waiting = many === 0 ? 'none waits to be sealed' : `${many} not sealed yet, the oldest for ${oldestSeconds} s`;
  const end = seals === 0 ? 'Nothing is sealed yet.' : `Its head is ${head.n}:${head.hash}.`;
  return `The ledger is sound: ${transfers} sealed transfers (${moves} movements) in ${seals} seals, ${waiting}. ${end}`;
}
