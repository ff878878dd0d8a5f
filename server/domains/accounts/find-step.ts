/**
 * Which 30-second step a code belongs to (RFC 6238): this one, or the one before or after, for clocks that differ.
 */
import { Secret, TOTP } from 'otpauth';

const stepSeconds = 30;
const window = 1;

/** @param nowMs milliseconds since 1970 @returns the number of the step since 1970, or null where the code fits none */
export function findStep(secret: Buffer, code: string, nowMs: number): number | null {
  const totp = new TOTP({ secret: Secret.fromHex(secret.toString('hex')), digits: 6, period: stepSeconds });
  const delta = totp.validate({ token: code, timestamp: nowMs, window });
  return delta === null ? null : Math.floor(nowMs / 1_000 / stepSeconds) + delta;
}
