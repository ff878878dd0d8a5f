/**
 * Hands a person everything that is kept about them, as a ZIP. They prove once more who they are: whoever finds a screen
 * unlocked must not carry a life away.
 */
import { strToU8, zipSync } from 'fflate';
import type { Reader } from '#platform/database/index.ts';
import { type Caller, type GivenProof, proveAgain } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import { listDomains } from './list-domains.ts';
import type { PrivacyDeps } from './parts.ts';
import { describeArchive } from './rules/describe-archive.ts';

const timeoutMs = 30_000;

/**
 * All of one moment. Held in memory: a person's text is some megabytes at most.
 * @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, RATE_LIMITED (three an hour)
 */
export async function exportPerson(deps: PrivacyDeps, caller: Caller, proof: GivenProof): Promise<Uint8Array> {
  const { userId } = caller;
  await proveAgain(deps, caller, proof);
  await deps.limits.take('personalExport', userId);
  const now = new Date(deps.clock.now());
  const files = await deps.database.transact(
    async (tx) => {
      await recordAudit(tx, {
        actor: userId,
        action: 'data.exported',
        subject: { kind: 'person', id: userId },
        at: now,
      });
      return gather(tx, userId);
    },
    { isolation: 'RepeatableRead', timeoutMs },
  );
  const readme = describeArchive([...files.keys()], now);
  const packed = [...files, ['README.txt', readme] as const].map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(packed), { mtime: now });
}

async function gather(read: Reader, userId: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [domain, data] of Object.entries(listDomains())) {
    for (const [name, content] of Object.entries(await data.export(read, userId))) {
      files.set(`${domain}/${name}.json`, `${JSON.stringify(content ?? null, asText, 2)}\n`);
    }
  }
  return files;
}

/** Numbers too large for JSON and bytes as text. */
function asText(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
