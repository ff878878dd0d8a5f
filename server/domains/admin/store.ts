/**
 * The queries of administration: proposals, and the locks that make an act happen once. What is asked about accounts here
 * is only read; changing them is for `accounts`.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Role } from '#protocol/http/route.ts';
import type { Subject, Wanted } from './rules/judge-act.ts';

/** A proposal as it is stored. */
export interface ProposalRow {
  readonly id: string;
  readonly act: Wanted['act'];
  readonly subjectId: string;
  /** Of `set_roles`; empty for the others. */
  readonly roles: readonly Role[];
  /** Those that whoever proposed them saw; empty for the others. */
  readonly seenRoles: readonly Role[];
  readonly reason: string;
  readonly proposedById: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly state: string;
  readonly judgedById: string | null;
  readonly judgedAt: Date | null;
}

/** One judgement after the other, over all processes: two admins who judge about each other would each be the other's last. */
export async function takeTurn(tx: Writer): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('acts on admins', 0))::text`;
}

/** A person, kept from changing until the transaction ends; null where nobody has this id. */
export async function lockSubject(tx: Writer, id: string): Promise<Subject | null> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const rows = await tx.$queryRaw<Subject[]>`
    SELECT roles, disabled_at IS NOT NULL AS suspended, erased_at IS NOT NULL AS erased,
      EXISTS (SELECT FROM account_totp WHERE user_id = id AND confirmed_at IS NOT NULL)
        OR EXISTS (SELECT FROM account_passkey WHERE user_id = account.id) AS "secondFactor"
    FROM account WHERE id = ${id}::uuid`;
  return rows[0] ?? null;
}

/** Of these people those who are admins and not suspended. */
export async function findAdmins(read: Reader, ids: readonly string[]): Promise<string[]> {
  const where = { id: { in: [...ids] }, roles: { has: 'admin' }, disabledAt: null };
  return (await read.account.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

/** How many could administrate. */
export function countAdmins(read: Reader): Promise<number> {
  return read.account.count({ where: { roles: { has: 'admin' }, disabledAt: null } });
}

/** Adds a proposal. */
export async function insertProposal(tx: Writer, proposal: ProposalRow): Promise<void> {
  const { roles, seenRoles, ...rest } = proposal;
  await tx.proposal.create({ data: { ...rest, roles: [...roles], seenRoles: [...seenRoles] } });
}

/** Whether the same act on the same person waits already. */
export async function isWaiting(read: Reader, subjectId: string, act: string, now: Date): Promise<boolean> {
  return (await read.proposal.count({ where: { subjectId, act, state: 'OPEN', expiresAt: { gt: now } } })) > 0;
}

/** A proposal, kept from being judged by another until the transaction ends. */
export async function lockProposal(tx: Writer, id: string): Promise<ProposalRow | null> {
  await tx.$queryRaw`SELECT id FROM proposal WHERE id = ${id}::uuid FOR UPDATE`;
  return (await tx.proposal.findUnique({ where: { id } })) as ProposalRow | null;
}

/** Those of the last days, the newest first. */
export async function findProposals(read: Reader, since: Date, most: number): Promise<ProposalRow[]> {
  const found = await read.proposal.findMany({
    where: { createdAt: { gte: since } },
    orderBy: { createdAt: 'desc' },
    take: most,
  });
  return found as ProposalRow[];
}

/** What a person proposed, judged, or was the subject of, by id, after one. */
export async function findProposalsOf(
  read: Reader,
  userId: string,
  after: { id: string } | undefined,
  take: number,
): Promise<ProposalRow[]> {
  const found = await read.proposal.findMany({
    where: {
      OR: [{ subjectId: userId }, { proposedById: userId }, { judgedById: userId }],
      ...(after === undefined ? {} : { id: { gt: after.id } }),
    },
    ...{ orderBy: { id: 'asc' }, take },
  });
  return found as ProposalRow[];
}

/** Closes an open proposal. */
export async function closeProposal(
  tx: Writer,
  id: string,
  judged: { readonly state: 'APPROVED' | 'REJECTED'; readonly judgedById: string; readonly judgedAt: Date },
): Promise<ProposalRow> {
  return (await tx.proposal.update({ where: { id }, data: judged })) as ProposalRow;
}

/** Blanks what was written about a person who is erased, at most `most`. @returns how many */
export function blankReasons(tx: Writer, subjectId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE proposal SET reason = 'Erased.' WHERE id IN (
      SELECT id FROM proposal WHERE subject_id = ${subjectId}::uuid AND reason <> 'Erased.' LIMIT ${most})`;
}

/** The streams of a person, the newest first. */
export function findStreamsOf(
  read: Reader,
  performerId: string,
  most: number,
): Promise<{ id: string; title: string; state: string }[]> {
  const select = { id: true, title: true, state: true } as const;
  return read.stream.findMany({ where: { performerId }, orderBy: { createdAt: 'desc' }, take: most, select });
}
