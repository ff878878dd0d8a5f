/**
 * The queries of webhooks about one person: for a copy of what is kept about them, and for their erasure. In pages and batches: a
 * busy performer is told of thousands of tips a month.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import { unnamed } from './rules/message-body.ts';

/** What a performer was told, oldest first. */
export function findToldTo(read: Reader, performerId: string, after: { id: string } | undefined, take: number) {
  return read.webhookMessage.findMany({
    where: { performerId, ...(after === undefined ? {} : { id: { gt: after.id } }) },
    ...{ take, orderBy: { id: 'asc' }, select: { id: true, type: true, at: true, body: true } },
  });
}

/** Deletes what a performer was told and how that went; at most `most`. @returns how many */
export function deleteToldTo(tx: Writer, performerId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM webhook_message WHERE id IN (
      SELECT id FROM webhook_message WHERE performer_id = ${performerId}::uuid LIMIT ${most})`;
}

/** Nothing is told to them any more. */
export async function deleteEndpointsOf(tx: Writer, performerId: string): Promise<void> {
  await tx.webhookEndpoint.deleteMany({ where: { performerId } });
}

/** Takes a person's name and words out of what others were told; at most `most`. @returns how many */
export async function unnameSubject(tx: Writer, subjectId: string, take: number): Promise<number> {
  const found = await tx.webhookMessage.findMany({ where: { subjectId }, select: { id: true, body: true }, take });
  if (found.length === 0) return 0;
  return tx.$executeRaw`
    UPDATE webhook_message m SET body = given.body, subject_id = NULL
    FROM unnest(${found.map(({ id }) => id)}::uuid[], ${found.map(({ body }) => unnamed(body))}::text[]) AS given (id, body)
    WHERE m.id = given.id`;
}
