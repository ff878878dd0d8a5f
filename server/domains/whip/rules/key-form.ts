/**
 * How an ingest key looks: told from an access token at a glance, and by programs that look for secrets in what is published.
 */
export const keyPrefix = 'busker_ingest_';

/** Whether it looks like one; whether it is good is for the database to say. */
export function isKey(given: string): boolean {
  return given.startsWith(keyPrefix);
}

/** What its owner is shown of it later. */
export function hintOf(key: string): string {
  return `${key.slice(0, keyPrefix.length + 4)}…${key.slice(-4)}`;
}
