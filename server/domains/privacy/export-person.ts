/**
 * Hands a person everything that is kept about them, as a ZIP. They prove once more who they are: whoever finds a screen
 * unlocked must not carry a life away.
 */
import type { Readable } from 'node:stream';
import { spoolZip, type ZippedFile } from '#platform/archive/spool-zip.ts';
import type { Reader, Writer } from '#platform/database/index.ts';
import { type Caller, type GivenProof, proveAgain } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import { exportsBusy } from './errors.ts';
import { listDomains } from './list-domains.ts';
import type { PrivacyDeps } from './parts.ts';
import { describeArchive } from './rules/describe-archive.ts';
import { writeJson } from './write-json.ts';

/** A snapshot that is held longer keeps the database from tidying up. Some ten million rows. */
const timeoutMs = 5 * 60_000;

/**
 * All of one moment, read in pages and never held as a whole. One at a time in a process: it is work for seconds, and what
 * everybody else does comes first.
 * @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, RATE_LIMITED (three an hour); OVERLOADED while another is made,
 * and where it takes longer than five minutes
 */
export function exportPerson(deps: PrivacyDeps): (caller: Caller, proof: GivenProof) => Promise<Readable> {
  let busy = false;
  return async (caller, proof) => {
    await proveAgain(deps, caller, proof);
    if (busy) throw exportsBusy();
    busy = true;
    try {
      await deps.limits.take('personalExport', caller.userId);
      return await pack(deps, caller.userId);
    } finally {
      busy = false;
    }
  };
}

async function pack(deps: PrivacyDeps, userId: string): Promise<Readable> {
  const made: Readable[] = [];
  try {
    return await deps.database.transact((tx) => packWithin(tx, deps, userId, made), {
      ...{ isolation: 'RepeatableRead', timeoutMs },
    });
  } catch (error) {
    for (const copy of made) copy.destroy();
    throw error;
  }
}

/** Nothing is handed out before it is written down; that comes last, because an entry whose transaction is long is late. */
async function packWithin(tx: Writer, { clock }: PrivacyDeps, userId: string, made: Readable[]): Promise<Readable> {
  const now = new Date(clock.now());
  const copy = await spoolZip(listFiles(tx, userId, now), now);
  made.push(copy);
  const subject = { kind: 'person', id: userId };
  await recordAudit(tx, { actor: userId, action: 'data.exported', subject, at: new Date(clock.now()) });
  return copy;
}

function listFiles(read: Reader, userId: string, now: Date): ZippedFile[] {
  const files = Object.entries(listDomains()).flatMap(([domain, data]) =>
    Object.entries(data.export(read, userId)).map(([name, exported]) => ({
      name: `${domain}/${name}.json`,
      content: writeJson(exported),
    })),
  );
  const readme = describeArchive(
    files.map(({ name }) => name),
    now,
  );
  return [...files, { name: 'README.txt', content: oneText(readme) }];
}

async function* oneText(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
