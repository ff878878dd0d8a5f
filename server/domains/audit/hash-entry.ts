/**
 * What a seal says about an entry: SHA-256 of the entry, its place, its time and the seal before it. The form is written
 * down in docs/decisions/0013-audit.md, and the verifier (infra/audit) computes it without this file.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from './rules/canonical-json.ts';
import type { EntryRow, SealRow } from './store.ts';

/** 64 hexadecimal digits. */
export function hashEntry(entry: EntryRow, { position, previousHash, sealedAt }: Omit<SealRow, 'hash'>): string {
  const { id, at, actorId, action, subjectKind, subjectId, reason, reasonCommitment, facts, ip } = entry;
  const sealed = {
    entry: {
      ...{ id: String(id), at: at.toISOString(), actor: actorId, action },
      ...{ subject: { kind: subjectKind, id: subjectId }, reason, facts, ip },
      // Left out where there is none: entries from before it existed hash as they did.
      ...(reasonCommitment === null ? {} : { reasonCommitment }),
    },
    position: String(position),
    previousHash,
    sealedAt: sealedAt.toISOString(),
  };
  return createHash('sha256').update(canonicalJson(sealed)).digest('hex');
}
