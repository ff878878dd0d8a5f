/**
 * Publishes the head of the chain in the log, where an operator can note it down. Whoever cuts off the end of the log, or
 * writes all of it anew, cannot change what somebody else noted.
 */
import type { Reader } from '#platform/database/index.ts';
import { findHead } from './store.ts';

export interface TellHeadDeps {
  readonly database: { readonly read: Reader };
  readonly log: { info(facts: object, message: string): void };
}

/** For a job, every hour; says nothing while nothing is sealed. */
export async function tellHead({ database, log }: TellHeadDeps): Promise<void> {
  const head = await findHead(database.read);
  if (head === null) return;
  log.info({ position: String(head.position), hash: head.hash }, 'head of the audit chain');
}
