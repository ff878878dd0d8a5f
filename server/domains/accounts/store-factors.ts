/**
 * The queries of second factors: authenticator, recovery codes, passkeys. What may count once is counted here, in one
 * statement, so that of two who try at once one succeeds.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

export interface Totp {
  readonly userId: string;
  readonly sealedSecret: Buffer;
  readonly confirmedAt: Date | null;
}

export interface StoredPasskey {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: bigint;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** What a person could prove themselves with besides the password. */
export async function countFactors(read: Reader, userId: string): Promise<{ totp: boolean; passkeys: number }> {
  const [totp, passkeys] = await Promise.all([
    read.accountTotp.count({ where: { userId, confirmedAt: { not: null } } }),
    read.accountPasskey.count({ where: { userId } }),
  ]);
  return { totp: totp > 0, passkeys };
}

/** Which of these people have one. */
export async function findWithFactor(read: Reader, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { userId: { in: [...userIds] } };
  const [totps, passkeys] = await Promise.all([
    read.accountTotp.findMany({ where: { ...where, confirmedAt: { not: null } }, select: { userId: true } }),
    read.accountPasskey.findMany({ where, select: { userId: true }, distinct: ['userId'] }),
  ]);
  return new Set([...totps, ...passkeys].map(({ userId }) => userId));
}

/** Somebody's authenticator, begun or confirmed; its secret is sealed. */
export async function findTotp(read: Reader, userId: string): Promise<Totp | null> {
  const found = await read.accountTotp.findUnique({ where: { userId } });
  return found && { userId, sealedSecret: Buffer.from(found.sealedSecret), confirmedAt: found.confirmedAt };
}

/** Begins an authenticator, or begins it anew. @returns false where one is confirmed already */
export async function beginTotp(tx: Writer, userId: string, sealed: Buffer, now: Date): Promise<boolean> {
  const written = await tx.$executeRaw`
    INSERT INTO account_totp (user_id, sealed_secret, created_at) VALUES (${userId}::uuid, ${sealed}, ${now}::timestamptz)
    ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
    WHERE account_totp.confirmed_at IS NULL`;
  return written === 1;
}

/** Turns on what was begun. @returns false where it was begun anew or confirmed meanwhile */
export async function confirmTotp(
  tx: Writer,
  { userId, sealedSecret }: Totp,
  step: number,
  now: Date,
): Promise<boolean> {
  const written = await tx.$executeRaw`
    UPDATE account_totp SET confirmed_at = ${now}::timestamptz, last_step = ${step}
    WHERE user_id = ${userId}::uuid AND confirmed_at IS NULL AND sealed_secret = ${sealedSecret}`;
  return written === 1;
}

/** Takes the code of a step. @returns false where it, or one of a later step, was taken before */
export async function spendStep(tx: Writer, userId: string, step: number): Promise<boolean> {
  const written = await tx.$executeRaw`
    UPDATE account_totp SET last_step = ${step}
    WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL AND last_step < ${step}`;
  return written === 1;
}

/** New recovery codes in place of all there were. @param hashes keyed; the codes themselves are stored nowhere */
export async function replaceRecoveryCodes(tx: Writer, userId: string, hashes: readonly string[]): Promise<void> {
  await tx.accountRecoveryCode.deleteMany({ where: { userId } });
  await tx.accountRecoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) });
}

/** Takes a recovery code. @returns false where there is none or it was taken before */
export async function spendRecoveryCode(tx: Writer, userId: string, hash: string, now: Date): Promise<boolean> {
  const where = { userId, hash, usedAt: null };
  return (await tx.accountRecoveryCode.updateMany({ where, data: { usedAt: now } })).count === 1;
}

/** How many recovery codes are left. */
export function countRecoveryCodes(read: Reader, userId: string): Promise<number> {
  return read.accountRecoveryCode.count({ where: { userId, usedAt: null } });
}

/** Removes the authenticator and its recovery codes. */
export async function deleteTotp(tx: Writer, userId: string): Promise<void> {
  await tx.accountRecoveryCode.deleteMany({ where: { userId } });
  await tx.accountTotp.deleteMany({ where: { userId } });
}

/** Authenticators that somebody began and never confirmed. */
export async function deleteOldBeginnings(tx: Writer, before: Date): Promise<number> {
  return (await tx.accountTotp.deleteMany({ where: { confirmedAt: null, createdAt: { lt: before } } })).count;
}

/** All passkeys of a person, at most twenty, the oldest first. */
export function findPasskeys(read: Reader, userId: string): Promise<StoredPasskey[]> {
  return read.accountPasskey.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } });
}

/** The passkey with this credential, or null. */
export function findPasskey(read: Reader, credentialId: string): Promise<StoredPasskey | null> {
  return read.accountPasskey.findUnique({ where: { credentialId } });
}

/** Rejects with a duplicate where the credential is somebody's already. */
export async function insertPasskey(tx: Writer, { transports, ...passkey }: StoredPasskey): Promise<void> {
  await tx.accountPasskey.create({ data: { ...passkey, transports: [...transports] } });
}

/** Notes the use of a passkey. @returns false where its counter did not grow: another use was first, or it was copied */
export async function spendCounter(tx: Writer, id: string, counter: number, now: Date): Promise<boolean> {
  const written = await tx.$executeRaw`
    UPDATE account_passkey SET counter = ${counter}, last_used_at = ${now}::timestamptz
    WHERE id = ${id}::uuid AND (counter < ${counter} OR (counter = 0 AND ${counter} = 0))`;
  return written === 1;
}

/** Removes one passkey of a person, or all. @returns how many */
export async function deletePasskeys(tx: Writer, userId: string, id?: string): Promise<number> {
  return (await tx.accountPasskey.deleteMany({ where: { userId, ...(id === undefined ? {} : { id }) } })).count;
}
