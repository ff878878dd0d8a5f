/**
 * What a domain does when a person asks for their data or goes, in one call: the copy as values, the erasure to its end.
 */
import { strFromU8, unzipSync } from 'fflate';
import type { Database, Erased, PersonalData, Reader } from '../../server/platform/database/index.ts';

/** Name of a file → what is in it. */
export async function copyOf(data: PersonalData, read: Reader, userId: string): Promise<Record<string, unknown>> {
  const copy: Record<string, unknown> = {};
  for (const [name, exported] of Object.entries(data.export(read, userId))) {
    const content = exported();
    copy[name] = Symbol.asyncIterator in content ? await all(content) : await content;
  }
  return copy;
}

async function all<T>(given: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of given) found.push(one);
  return found;
}

/** Every step to its end. @param most rows of a batch; absent: two, so that whatever there is takes several */
export async function eraseAll(database: Database, data: PersonalData, person: Erased, most = 2): Promise<void> {
  for (const step of Object.values(data.erase)) {
    let after: string | null = null;
    do {
      const from: string | null = after;
      after = await database.transact((tx) => step(tx, person, from, most));
    } while (after !== null);
  }
}

/** The files of a ZIP as it is sent. */
export async function unzipped(bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<[name: string, text: string][]> {
  const whole = bytes instanceof Uint8Array ? bytes : Buffer.concat(await all(bytes));
  return Object.entries(unzipSync(whole)).map(([name, content]) => [name, strFromU8(content)]);
}
