/**
 * Lets every domain erase what it keeps about a person. Repeating it changes nothing that is erased already.
 */
import type { Erased, Writer } from '#platform/database/index.ts';
import { listDomains } from './list-domains.ts';

/** @param except a domain whose part is done by its own use case, which also tells of it */
export async function eraseData(tx: Writer, person: Erased, except?: string): Promise<void> {
  for (const [domain, data] of Object.entries(listDomains())) {
    if (domain !== except) await data.erase(tx, person);
  }
}
