/**
 * Who is in the bank: wallets between which tokens move, performers, and those who only tip through the intake.
 */
import { fillPurses } from '../../world/purse.ts';
import type { WorldStack } from '../../world/stack.ts';
import type { Cast } from './messages.ts';

const wallets = 1_000;
const performers = 5;
const tippers = 200;
/** In whole tokens, of each wallet; of the one who queues a thousand tips again and again, and of those who only tip. */
const purse = 10_000;
const deepPurse = 1_000_000;

const crowd = `
  INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
  SELECT gen_random_uuid(), 'b' || n || '@bank.example', 'Bank ' || n, 'bank_' || n, '$argon2id$none', '{viewer,performer}',
    now(), 'operator', now()
  FROM generate_series(1, $1::int) AS n RETURNING id`;

/** Everybody has an equal purse; every account that is needed is open. @returns with all that was ever issued, in ledger units */
export async function openPeople(stack: WorldStack): Promise<Cast & { readonly total: bigint }> {
  const rows = await stack.query<{ id: string }>(crowd, [wallets + performers + tippers + 3]);
  const ids = rows.map(({ id }) => id);
  const receivers = ids.splice(0, performers);
  const [hog = '', other = '', locked = '', ...rest] = ids;
  const tipping = [hog, other, locked, ...rest.slice(wallets)];
  await fillPurses(stack, rest.slice(0, wallets), purse, 'paid');
  await fillPurses(stack, tipping, deepPurse, 'paid');
  await stack.query(
    `SELECT ledger.open(id, kind) FROM unnest($1::uuid[]) AS id, unnest(ARRAY['unsettled', 'earnings']) AS kind`,
    [receivers],
  );
  await stack.query('ANALYZE');
  const total = BigInt(wallets * purse + tipping.length * deepPurse) * 10_000n;
  return {
    ...{ databaseUrl: stack.databaseUrl, wallets: rest.slice(0, wallets), performers: receivers },
    ...{ tippers: rest.slice(wallets), hog, other, locked, total },
  };
}
