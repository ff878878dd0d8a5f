/**
 * The queries of endpoints.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { WebhookEvent } from '#protocol/http/webhooks.ts';

export type PauseReason = 'owner' | 'failing' | 'gone';

export interface EndpointRow {
  readonly id: string;
  readonly performerId: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAt: Date;
  readonly secretMadeAt: Date;
  readonly oldSecretUntil: Date | null;
  readonly pausedAt: Date | null;
  readonly pausedBecause: PauseReason | null;
  readonly failingSince: Date | null;
}

const shown = {
  ...{ id: true, performerId: true, url: true, description: true, events: true, createdAt: true, secretMadeAt: true },
  ...{ oldSecretUntil: true, pausedAt: true, pausedBecause: true, failingSince: true },
} as const;

/** A performer's endpoints, oldest first. */
export async function findEndpoints(read: Reader, performerId: string): Promise<EndpointRow[]> {
  return (await read.webhookEndpoint.findMany({
    ...{ where: { performerId }, select: shown, orderBy: { id: 'asc' } },
  })) as EndpointRow[];
}

/** One of a performer's; null where it is not theirs. */
export async function findEndpoint(read: Reader, performerId: string, id: string): Promise<EndpointRow | null> {
  return (await read.webhookEndpoint.findFirst({ where: { id, performerId }, select: shown })) as EndpointRow | null;
}

/** Of one performer one endpoint is added at a time, so that they are counted exactly. */
export async function lockAdding(tx: Writer, performerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`webhooks ${performerId}`}, 0))`;
}

/** Waits for what is being done to it. @returns null where it is gone, or not theirs */
export async function lockEndpoint(
  tx: Writer,
  id: string,
  performerId: string | null = null,
): Promise<Pick<EndpointRow, 'pausedAt' | 'failingSince'> | null> {
  const [row] = await tx.$queryRaw<Pick<EndpointRow, 'pausedAt' | 'failingSince'>[]>`
    SELECT paused_at AS "pausedAt", failing_since AS "failingSince" FROM webhook_endpoint
    WHERE id = ${id}::uuid AND (${performerId}::uuid IS NULL OR performer_id = ${performerId}::uuid) FOR NO KEY UPDATE`;
  return row ?? null;
}

/** An endpoint as it begins. */
export interface NewEndpoint extends Pick<EndpointRow, 'id' | 'performerId' | 'url' | 'description' | 'events'> {
  readonly sealedSecret: Buffer;
  readonly at: Date;
}

/** It is told from now on. */
export async function insertEndpoint(tx: Writer, { at, events, sealedSecret, ...rest }: NewEndpoint): Promise<void> {
  const secret = { sealedSecret: Uint8Array.from(sealedSecret), secretMadeAt: at };
  await tx.webhookEndpoint.create({ data: { ...rest, ...secret, events: [...events], createdAt: at } });
}

export interface EndpointChange {
  readonly url?: string;
  readonly description?: string;
  readonly events?: WebhookEvent[];
  readonly pausedAt?: Date | null;
  readonly pausedBecause?: PauseReason | null;
  readonly failingSince?: Date | null;
}

/** What is absent stays. */
export async function updateEndpoint(tx: Writer, id: string, change: EndpointChange): Promise<void> {
  await tx.webhookEndpoint.updateMany({ where: { id }, data: change });
}

/** The secret that was new becomes the old one, for a while. */
export async function replaceSecret(
  tx: Writer,
  id: string,
  { sealed, at, oldUntil }: { readonly sealed: Buffer; readonly at: Date; readonly oldUntil: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhook_endpoint SET old_sealed_secret = sealed_secret, old_secret_until = ${oldUntil}::timestamptz,
      sealed_secret = ${Uint8Array.from(sealed)}::bytea, secret_made_at = ${at}::timestamptz
    WHERE id = ${id}::uuid`;
}

/** With all that was or is to be sent there. @returns false where there is none */
export async function deleteEndpoint(tx: Writer, performerId: string, id: string): Promise<boolean> {
  return (await tx.webhookEndpoint.deleteMany({ where: { id, performerId } })).count === 1;
}
