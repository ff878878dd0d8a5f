/**
 * Setting up an authenticator as a person does, so that a moderator's or an admin's roles count: `login`, then `enrol`.
 */
import { Secret, TOTP } from 'otpauth';
import { demoPassword } from '../../prisma/demo.ts';
import type { ApiClient } from './api.ts';

export interface Enrolled {
  /** For further sign-ins, each good once: `login` with `code` takes them too. */
  readonly recoveryCodes: string[];
  /** Six digits for the instant; each step is taken once. @param nowMs milliseconds since 1970 */
  code(nowMs?: number): string;
}

/** Sets up an authenticator for who is signed in; the client goes on with the second factor in its access token. */
export async function enrol(client: ApiClient, password = demoPassword): Promise<Enrolled> {
  const { secret } = await client.do('beginTotp', { body: { password } });
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = (nowMs = Date.now()): string => totp.generate({ timestamp: nowMs });
  const { recoveryCodes, signedIn } = await client.do('confirmTotp', { body: { code: code() } });
  client.accessToken = signedIn.accessToken;
  return { recoveryCodes, code };
}
