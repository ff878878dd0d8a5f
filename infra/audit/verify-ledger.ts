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

/** Findings that are told in words; of more than these only how many there are. */
const mostTold = 20;

/**
 * Goes through the whole chain, whatever it finds.
 * @param noted a seal that must be there
 * @param progress is told every now and then how far it is
 * @returns what was found, in sentences, and whether all is as it was sealed
 */
export async function verifyLedger(
  url: string,
  noted: Noted | undefined,
  progress: (words: string) => void,
): Promise<{ sound: boolean; said: string }> {
  const ledger = await openLedger(url);
  try {
    const judge = createLedgerJudge();
    const told: string[] = [];
    let many = 0;
    for await (const finding of find(ledger, judge, noted, progress)) {
      many += 1;
      if (told.length < mostTold) told.push(finding);
    }
    if (many === 0) return { sound: true, said: await describe(ledger, judge) };
    if (many > told.length) told.push(`There are ${many - told.length} findings more.`);
    const { seals, transfers } = judge.seen;
    const end = `${transfers} transfers in ${seals} seals were looked at.`;
    return { sound: false, said: `The ledger is BROKEN. ${[...told, end].join('\n')}` };
  } finally {
    await ledger.close();
  }
}

const tellEvery = 50;

async function* find(
  ledger: LedgerReader,
  judge: LedgerJudge,
  noted: Noted | undefined,
  progress: (words: string) => void,
): AsyncGenerator<string> {
  const upTo = parts(ledger.transfers());
  for await (const seal of ledger.seals()) {
    yield* await judge.take(seal, upTo(seal.last));
    if (seal.n === noted?.n && seal.hash !== noted.hash) {
      yield `Seal ${seal.n} is not the one that was noted: the chain was written anew. It is ${seal.hash}.`;
    }
    const { seals, transfers: many } = judge.seen;
    if (seals % tellEvery === 0) progress(`${many} transfers in ${seals} seals …`);
  }
  const { head } = judge.seen;
  if (noted !== undefined && BigInt(noted.n) > BigInt(head.n)) {
    yield `Seal ${noted.n}, which was noted, is not there: the chain was cut off. It ends with ${head.n}:${head.hash}.`;
  }
  const id = await ledger.keyless();
  if (id !== undefined) yield `Transfer ${id} has a movement without a key of its time: no seal can hold it.`;
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

async function describe(ledger: LedgerReader, { seen }: LedgerJudge): Promise<string> {
  const { seals, transfers, moves, head } = seen;
  const { many, oldestSeconds } = await ledger.unsealed(head.last);
  const waiting = many === 0 ? 'none waits to be sealed' : `${many} not sealed yet, the oldest for ${oldestSeconds} s`;
  const end = seals === 0 ? 'Nothing is sealed yet.' : `Its head is ${head.n}:${head.hash}.`;
  return `The ledger is sound: ${transfers} sealed transfers (${moves} movements) in ${seals} seals, ${waiting}. ${end}`;
}
