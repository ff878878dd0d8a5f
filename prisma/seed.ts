/**
 * Puts the demo's cast into the database, as the owner. Adds what is missing and touches nothing that is there, so it may
 * run at every start. Run as a program it takes DATABASE_ADMIN_URL and does nothing where BUSKER_DEMO is 0.
 */
import pg from 'pg';
import { ConfigError, need, readConfig } from '#config/config.ts';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { unitsOf } from '#kernel/money.ts';
import { hashPassword } from '../server/domains/accounts/index.ts';
import { hashRequest, platformId } from '../server/domains/ledger/index.ts';
import { demoAccounts, demoGifts, demoPassword, demoStreams } from './demo.ts';

export interface SeedOptions {
  /** Postgres as the owner, migrated. */
  readonly url: string;
  readonly clock: Clock;
}

/** Adds the demo accounts, streams and gifts that are missing. @returns how many of them were added. */
export async function seed({ url, clock }: SeedOptions): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'busker-seed' });
  await client.connect();
  try {
    const now = new Date(clock.now());
    const accounts = await addAccounts(client, now);
    return accounts + (await addStreams(client, now)) + (await giveTokens(client, now));
  } finally {
    await client.end();
  }
}

async function addAccounts(client: pg.Client, now: Date): Promise<number> {
  const ids = demoAccounts.map(({ id }) => id);
  const { rows } = await client.query<{ id: string }>('SELECT id FROM account WHERE id = ANY ($1)', [ids]);
  const there = new Set(rows.map(({ id }) => id));
  let added = 0;
  for (const { id, email, displayName, handle, roles } of demoAccounts) {
    // Hashing is slow on purpose; a second start must not be.
    if (there.has(id)) continue;
    const { rowCount } = await client.query(
      `INSERT INTO account (
         id, email, display_name, handle, password_hash, roles, created_at, email_verified_at, adult_method, adult_at
       ) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 'operator', $7) ON CONFLICT DO NOTHING`,
      [id, email, displayName, handle, await hashPassword(demoPassword), roles, now],
    );
    added += rowCount ?? 0;
  }
  return added;
}

async function addStreams(client: pg.Client, now: Date): Promise<number> {
  let added = 0;
  for (const { id, performerId, title, sessionType, priceTokens, tags } of demoStreams) {
    const { rowCount } = await client.query(
      `INSERT INTO stream (id, performer_id, title, session_type, price_tokens, adult, tags, state, created_at)
       VALUES ($1, $2, $3, $4, $5, false, $6, 'READY', $7) ON CONFLICT DO NOTHING`,
      [id, performerId, title, sessionType, priceTokens, tags, now],
    );
    added += rowCount ?? 0;
  }
  return added;
}

/** Tokens to try things with: given, not bought. The key makes each person's once, however often this runs. */
async function giveTokens(client: pg.Client, now: Date): Promise<number> {
  let posted = 0;
  for (const { to, tokens } of demoGifts) {
    const gift = {
      ...{ n: 1, id: newId(now.getTime()), kind: 'issue', owner: to, route: 'demo', key: 'gift' },
      hash: hashRequest({ to, tokens }),
      moves: [
        {
          ...{ from: 'issued:promo', fromOwner: platformId, to: 'wallet:promo', toOwner: to },
          amount: Number(unitsOf(tokens)),
        },
      ],
    };
    const { rows } = await client.query<{ outcome: string }>('SELECT outcome FROM ledger.post($1)', [
      JSON.stringify([gift]),
    ]);
    if (rows[0]?.outcome === 'posted') posted += 1;
  }
  return posted;
}

if (import.meta.main) {
  try {
    const { database, demo } = readConfig();
    const added = demo ? await seed({ url: need(database.adminUrl, 'DATABASE_ADMIN_URL'), clock: systemClock }) : 0;
    process.stdout.write(
      demo ? `The demo has its cast (${added} rows added).\n` : 'BUSKER_DEMO is 0: nothing to seed.\n',
    );
  } catch (problem) {
    if (!(problem instanceof ConfigError)) throw problem;
    process.stderr.write(`${problem.message}\n`);
    process.exitCode = 1;
  }
}
