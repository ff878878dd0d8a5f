/**
 * The stage of the tests of sealing: a ledger, somebody with every right who switches the guards off, and the verifier as an
 * operator runs it.
 */
import pg from 'pg';
import type { Test } from 'tap';
import { verifyLedger } from '../../infra/audit/verify-ledger.ts';
import { superuser } from '../../infra/supervisor/postgres/create-cluster.ts';
import { sealTransfers } from '../../server/domains/ledger/index.ts';
import { runAudit } from './audit-stage.ts';
import { openLedgerStage } from './ledger-stage.ts';

export interface Seal {
  readonly n: string;
  readonly first: string;
  readonly last: string;
  readonly transfers: number;
  readonly moves: number;
  readonly hash: string;
}

/** Everything is closed with the test. */
export async function openSealStage(t: Test, given: { maxConnections?: number } = {}) {
  const stage = await openLedgerStage(t, given);
  const { postgres, database } = stage;
  const month = new Date().toISOString().slice(0, 7).replace('-', '_');
  const tables = ['move', `move_${month}`, 'key', 'account', 'seal'].map((name) => `ledger.${name}`);
  const log = { info: () => undefined };
  return {
    ...stage,
    seal: () => sealTransfers({ database, log }),
    /** Until nothing is left: what was committed when a run began is sealed by the next. */
    sealAll: async (): Promise<number> => {
      const [first, second] = [await sealTransfers({ database, log }), await sealTransfers({ database, log })];
      return first + second;
    },
    seals: () => postgres.query<Seal>('SELECT n, first, last, transfers, moves, hash FROM ledger.seal ORDER BY n'),
    /** Statements as the superuser, with every trigger off. */
    tamper: async (...statements: string[]): Promise<void> => {
      const guards = (how: string) => tables.map((name) => `ALTER TABLE ${name} ${how} TRIGGER ALL`);
      const client = new pg.Client({ connectionString: asSuperuser(postgres.adminUrl) });
      await client.connect();
      const whole = ['BEGIN', ...guards('DISABLE'), ...statements, ...guards('ENABLE'), 'COMMIT'];
      try {
        for (const statement of whole) await client.query(statement);
      } finally {
        await client.end();
      }
    },
    /** `npm run audit -- ledger …` */
    command: (...args: string[]) => runAudit({ DATABASE_URL: postgres.url }, ['ledger', ...args]),
    /** The same without a process of its own. @param head `n:hash`, noted down */
    verify: async (head?: string): Promise<{ code: number; said: string }> => {
      const [n = '', hash = ''] = head?.split(':') ?? [];
      const { sound, said } = await verifyLedger(
        postgres.url,
        head === undefined ? undefined : { n, hash },
        () => undefined,
      );
      return { code: sound ? 0 : 1, said };
    },
  };
}

function asSuperuser(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.username = superuser;
  return url.href;
}
