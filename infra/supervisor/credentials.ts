/** Secrets that Busker makes for itself: once for each data directory, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface Credentials {
  /** Password of the embedded Postgres's superuser, used by the supervisor alone. */
  readonly postgresSuper: string;
  readonly postgresOwner: string;
  readonly postgresApp: string;
  readonly redis: string;
}

const secretBytes = 32;

/** The development secret (BUSKER_SECRET), made at the first start. */
export function ownSecret(file: string): string {
  if (!existsSync(file)) writeOnce(file, `${newSecret()}\n`);
  return readFileSync(file, 'utf8').trim();
}

/** The passwords of our own stores, made at the first start. */
export function ownCredentials(file: string): Credentials {
  if (!existsSync(file)) {
    const made: Credentials = {
      postgresSuper: newSecret(),
      postgresOwner: newSecret(),
      postgresApp: newSecret(),
      redis: newSecret(),
    };
    writeOnce(file, `${JSON.stringify(made, null, 2)}\n`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

function writeOnce(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
