/**
 * Writes the log as JSON lines with its seals, for keeping elsewhere and for the verifier: a line about the export, then a
 * line an entry in the order of the chain, those not sealed yet last.
 */
import type { Reader } from '#platform/database/index.ts';
import { type EntryFilter, findHead, findSealedLast, findUnsealedMatching, type SealedEntry } from './store.ts';

/** Lines of one export; for more, ask by time. Some tens of megabytes at most. */
const mostSealed = 20_000;
const mostUnsealed = 1_000;

/** @returns the file and how many entries are in it */
export async function exportAudit(
  read: Reader,
  filter: EntryFilter,
  now: Date,
): Promise<{ bytes: Buffer; count: number }> {
  const head = await findHead(read);
  const sealed = await findSealedLast(read, filter, mostSealed);
  const unsealed = await findUnsealedMatching(read, filter, mostUnsealed);
  const about = {
    format: 'busker-audit-1',
    exportedAt: now.toISOString(),
    // Filtered, positions may be missing between two lines; otherwise they may not.
    filtered: Object.values(filter).some((value) => value !== undefined),
    head: head === null ? null : { position: String(head.position), hash: head.hash },
  };
  const entries = [...sealed.reverse(), ...unsealed];
  const lines = [about, ...entries.map(describe)].map((line) => JSON.stringify(line));
  return { bytes: Buffer.from(`${lines.join('\n')}\n`), count: entries.length };
}

function describe({ seal, words, ...entry }: SealedEntry): object {
  const { id, at, actorId, action, subjectKind, subjectId, reason, reasonCommitment, facts, ip } = entry;
  return {
    entry: {
      ...{ id: String(id), at, actor: actorId, action, subject: { kind: subjectKind, id: subjectId } },
      ...{ reason, reasonCommitment, facts, ip },
    },
    words,
    seal:
      seal === null
        ? null
        : {
            ...{ position: String(seal.position), previousHash: seal.previousHash, hash: seal.hash },
            sealedAt: seal.sealedAt,
          },
  };
}
