/**
 * Turns a password into what is stored: argon2id with OWASP's recommended cost (19 MiB, two passes, one lane), a fresh
 * salt, as a PHC string that carries its own parameters. https://cheatsheetseries.owasp.org, "Password Storage".
 */
import { hash } from '@node-rs/argon2';

const argon2id = 2;
const cost = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** @returns a PHC string; takes some tens of milliseconds on purpose, outside the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}
