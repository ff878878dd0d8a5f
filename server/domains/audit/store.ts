/**
 * The queries of the audit log. There is none that changes an entry or a seal, because nobody may. The words of reasons stand
 * beside the entries (store-reasons.ts).
 */
import type { Reader, Writer } from '#platform/database/index.ts';

/** One entry as it is stored. */
export interface EntryRow {
  readonly id: bigint;
  readonly at: Date;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Only of entries from before words could be erased: the seal covers them. */
  readonly reason: string | null;
  /** What the seal covers in the place of the words: 64 hexadecimal digits. */
  readonly reasonCommitment: string | null;
  readonly facts: unknown;
  readonly ip: string | null;
}

/** The place of an entry in the chain. */
export interface SealRow {
  readonly position: bigint;
  readonly entryId: bigint;
  readonly previousHash: string;
  readonly hash: string;
  readonly sealedAt: Date;
}

/** Words are null where there were none, and where they are forgotten. */
export type SealedEntry = EntryRow & {
  readonly seal: SealRow | null;
  readonly words: { readonly salt: string; readonly text: string } | null;
};

/** Which entries; absent fields choose none out. */
export interface EntryFilter {
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly action?: string | undefined;
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  /** Only entries whose number is smaller. */
  readonly before?: bigint | undefined;
}

/** What is read beside an entry. */
const beside = { seal: true, words: { select: { salt: true, text: true } } } as const;

/** Adds an entry; its words are added beside it. @returns its number */
export async function insertEntry(tx: Writer, entry: Omit<EntryRow, 'id' | 'reason'>): Promise<bigint> {
  const { id } = await tx.auditEntry.create({
    data: { ...entry, facts: entry.facts as object },
    select: { id: true },
  });
  return id;
}

/** The sealer of all processes, until the transaction ends. @returns false where another has it. */
export async function takeSealer(tx: Writer): Promise<boolean> {
  const rows = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('audit sealer', 0)) AS taken`;
  return rows[0]?.taken === true;
}

/** The head of the chain; null where nothing is sealed yet. */
export async function findHead(read: Reader): Promise<SealRow | null> {
  return read.auditSeal.findFirst({ orderBy: { position: 'desc' } });
}

/** Entries without a seal whose number is above `after`, in the order of their numbers. */
export function findUnsealed(read: Reader, after: bigint, limit: number): Promise<EntryRow[]> {
  return read.$queryRaw<EntryRow[]>`
    SELECT e.id, e.at, e.actor_id AS "actorId", e.action, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId",
      e.reason, e.reason_commitment AS "reasonCommitment", e.facts, e.ip
    FROM audit_entry e
    WHERE e.id > ${after} AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id)
    ORDER BY e.id LIMIT ${limit}`;
}

/** Adds seals to the chain. */
export async function insertSeals(tx: Writer, seals: readonly SealRow[]): Promise<void> {
  await tx.auditSeal.createMany({ data: [...seals] });
}

/** Newest first. */
export function findEntries(read: Reader, filter: EntryFilter, limit: number): Promise<SealedEntry[]> {
  return read.auditEntry.findMany({
    where: whereOf(filter),
    include: beside,
    orderBy: { id: 'desc' },
    take: limit,
  });
}

/** Those in the chain, from its head backwards. */
export function findSealedLast(read: Reader, filter: EntryFilter, limit: number): Promise<SealedEntry[]> {
  return read.auditEntry.findMany({
    where: { ...whereOf(filter), seal: { isNot: null } },
    include: beside,
    orderBy: { seal: { position: 'desc' } },
    take: limit,
  });
}

/** Those not in the chain yet, in the order of their numbers. */
export function findUnsealedMatching(read: Reader, filter: EntryFilter, limit: number): Promise<SealedEntry[]> {
  return read.auditEntry.findMany({
    where: { ...whereOf(filter), seal: { is: null } },
    include: beside,
    orderBy: { id: 'asc' },
    take: limit,
  });
}

function whereOf({ actor, subject, action, from, to, before }: EntryFilter) {
  const at = { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lt: to }) };
  return {
    ...(actor === undefined ? {} : { actorId: actor }),
    ...(subject === undefined ? {} : { subjectId: subject }),
    ...(action === undefined ? {} : { action }),
    ...(before === undefined ? {} : { id: { lt: before } }),
    at,
  };
}

/** What a person did and what was done to them, oldest first, after one: each half by its own index. */
export async function findEntriesAbout(
  read: Reader,
  userId: string,
  after: { id: bigint } | undefined,
  limit: number,
): Promise<SealedEntry[]> {
  const last = after?.id ?? 0n;
  const rows = await read.$queryRaw<{ id: bigint }[]>`
    (SELECT id FROM audit_entry WHERE actor_id = ${userId}::uuid AND id > ${last}::bigint ORDER BY id LIMIT ${limit})
    UNION
    (SELECT id FROM audit_entry WHERE subject_id = ${userId} AND id > ${last}::bigint ORDER BY id LIMIT ${limit})
    ORDER BY id LIMIT ${limit}`;
  const where = { id: { in: rows.map(({ id }) => id) } };
  return read.auditEntry.findMany({ where, include: beside, orderBy: { id: 'asc' } });
}
