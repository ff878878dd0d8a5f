/**
 * Begins an authenticator: a secret for the app. It counts for nothing until a code of it was confirmed; beginning again
 * replaces it.
 */
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { conflict } from './errors.ts';
import type { Caller, GivenProof, ProofDeps } from './parts.ts';
import { proveAgain } from './prove-again.ts';
import { sealTotp } from './seal-totp.ts';
import { beginTotp as storeBeginning } from './store-factors.ts';

/** RFC 4226 recommends 160 bits. */
const secretBytes = 20;

/**
 * @returns the secret in base32, and as `otpauth://` for a QR code
 * @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, CODES_EXHAUSTED; CONFLICT where there is an authenticator already
 */
export async function beginTotp(
  deps: ProofDeps,
  caller: Caller,
  proof: GivenProof,
): Promise<{ secret: string; uri: string }> {
  const { email } = await proveAgain(deps, caller, proof);
  const secret = randomBytes(secretBytes);
  const sealed = sealTotp(deps.factorKeys.totp, caller.userId, secret);
  const begun = await deps.database.transact((tx) =>
    storeBeginning(tx, caller.userId, sealed, new Date(deps.clock.now())),
  );
  if (!begun) throw conflict('An authenticator is set up already. Remove it first.');
  const shown = Secret.fromHex(secret.toString('hex'));
  return { secret: shown.base32, uri: new TOTP({ issuer: 'Busker', label: email, secret: shown }).toString() };
}
