/**
 * A process of the bank that moves tokens over several connections, each with a call under way all the time: gifts between wallets, of
 * one or several transfers, and tips, chosen at random.
 */
import pg from 'pg';
import { newId } from '#kernel/ids.ts';
import type { Cast, Moved, Told } from './messages.ts';
import { type LockWatch, watchLocks } from './watch-locks.ts';

const hash = 'a'.repeat(64);
const failures: string[] = [];
const outcomes: Record<string, number> = {};
let locks: LockWatch | undefined;
let stopped = false;
const begun = Promise.withResolvers<void>();

const any = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T;
const amount = (): number => 10_000 * (1 + Math.floor(Math.random() * 2_000));

/** One to three gifts, each to one or two others: more locks, in any order. */
function gifts({ wallets }: Cast): string {
  const orders = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, (_, at) => {
    const from = any(wallets);
    const receivers = [any(wallets), any(wallets)].slice(0, 1 + Math.floor(Math.random() * 2));
    const moves = receivers
      .filter((one) => one !== from)
      .map((toOwner) => ({ from: 'wallet', fromOwner: from, to: 'wallet:paid', toOwner, amount: amount() }));
    return { n: at + 1, id: newId(), kind: 'gift', owner: from, route: 'bank', key: newId(), hash, moves };
  });
  return JSON.stringify(orders.filter(({ moves }) => moves.length > 0));
}

function tip({ wallets, performers }: Cast): string {
  const who = { viewer: any(wallets), viewerName: 'Somebody', viewerHandle: 'somebody', performer: any(performers) };
  const split = { name: 'platform-fee', version: 1 };
  const words = { message: null, messageState: null, reasons: [], menuItem: null };
  const rest = { session: null, split, private: false, anonymous: false, ...words };
  return JSON.stringify([{ n: 1, id: newId(), ...who, ...rest, amount: 1 + (amount() % 7), key: newId(), hash }]);
}

async function move(client: pg.Client, cast: Cast, answered: (beganMs: number) => void): Promise<void> {
  while (!stopped) {
    const asTip = Math.random() < 0.2;
    const text = asTip
      ? `SELECT outcome FROM tip_accept($1::jsonb, true, '{}')`
      : 'SELECT outcome FROM ledger.post($1::jsonb)';
    const startedMs = performance.now();
    try {
      const values = [asTip ? tip(cast) : gifts(cast)];
      const { rows } = await client.query<{ outcome: string }>({ name: asTip ? 'tip' : 'gift', text, values });
      for (const { outcome } of rows) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    } catch (error) {
      failures.push(String(error));
      if (failures.length > 20) return;
    }
    answered(startedMs);
  }
}

async function run(cast: Cast, connections: number): Promise<void> {
  locks = watchLocks(connections);
  const { answered } = locks;
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: cast.databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  process.send?.('ready');
  await begun.promise;
  await Promise.all(clients.map((client, at) => move(client, cast, (beganMs) => answered(at, beganMs))));
  await Promise.all(clients.map((client) => client.end()));
  process.send?.({ outcomes, failures, strangers: locks.strangers } satisfies Moved, () => process.disconnect());
}

process.on('message', (told: Told | { readonly cast: Cast; readonly connections: number }) => {
  if ('cast' in told) void run(told.cast, told.connections);
  else if ('begin' in told) begun.resolve();
  else if ('locked' in told) locks?.note(told.locked);
  else if ('stop' in told) stopped = true;
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
