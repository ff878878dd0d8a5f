/**
 * What must hold when a story is over and clocks are right again: nothing waits, the books are the auditor's, the chain of seals is
 * sound, what was acknowledged is there once.
 */
import { hashSecret } from '#kernel/ids.ts';
import { verifyLedger } from '../../../infra/audit/verify-ledger.ts';
import { platformId, reconcileBooks } from '../../../server/domains/ledger/index.ts';
import { tipChecks } from '../../../server/domains/tips/index.ts';
import { systemClock } from '../../../server/kernel/clock.ts';
import { balance } from '../../domains/ledger-auditor.ts';
import { same } from '../../domains/ledger-hold-commands.ts';
import { noNews } from '../../domains/ledger-stage.ts';
import { until } from '../../world/until.ts';
import { type Books, readBooks } from './books.ts';
import { rightClocks } from './mishaps.ts';
import type { World } from './world.ts';

/** Performer and platform, of ten thousand: `platform-fee`. */
const shares = { performer: 7_000n, platform: 3_000n };
const patience = { withinMs: 120_000 };

/** @throws where one of it does not hold */
export async function requireSettled(world: World, books: Books): Promise<void> {
  rightClocks(world);
  await untilQuiet(world);
  await compareAll(world, books);
  await compareTips(world, books);
  await compareBooks(world);
  const { sound, said } = await verifyLedger(world.postgres.url, undefined, () => undefined);
  same(sound, true, said);
}

/** Settlement has nothing to divide, nobody has to be told, all is sealed, nothing is over and still held. */
async function untilQuiet({ postgres }: World): Promise<void> {
  const waits = {
    'settlement queue': 'settlement_queue',
    'shares of holds': 'ledger.share_open',
    'outbox without news': `outbox_delivery WHERE state = 'PENDING'`,
    seals: 'ledger.key k WHERE k.place > coalesce((SELECT max(last) FROM ledger.seal), 0)',
    holds: 'ledger.hold_open WHERE expires_at <= clock_timestamp()',
  };
  for (const [what, table] of Object.entries(waits)) {
    const none = async () => (await postgres.query(`SELECT FROM ${table} LIMIT 1`)).length === 0;
    await until(`end of what waits: ${what}`, none, patience);
  }
  const [given] = await postgres.query(`SELECT last_error FROM outbox_delivery WHERE state = 'GIVEN_UP' LIMIT 1`);
  same(given, undefined, 'an event was given up');
}

/** Every balance of everybody, by the movements alone; and that they come to nothing, unit by unit. */
async function compareAll(world: World, { auditor, cast, platform }: Books): Promise<void> {
  const people = [...auditor.people, ...cast.performers];
  const found = await readBooks(world, [...people, platformId]);
  const expected = new Map(auditor.held);
  let revenue = balance(auditor.held, 'platform:revenue', platformId);
  for (const performer of cast.performers) {
    const given = balance(auditor.held, 'unsettled', performer);
    expected.set(`unsettled ${performer}`, 0n);
    expected.set(`earnings ${performer}`, (given * shares.performer) / 10_000n);
    revenue += BigInt((given * shares.platform) / 10_000n);
  }
  expected.set(`platform:revenue ${platformId}`, revenue);
  for (const [kind, units] of platform) {
    expected.set(`${kind} ${platformId}`, units + balance(expected, kind, platformId));
  }
  for (const place of new Set([...found.keys(), ...expected.keys()])) {
    same(found.get(place) ?? 0n, expected.get(place) ?? 0n, place);
  }
  const units = await world.postgres.query<{ unit: string; sum: string }>(
    `SELECT a.unit, sum(CASE WHEN a.id = m.to_id THEN m.amount ELSE -m.amount END)::text AS sum
     FROM ledger.move m JOIN ledger.account a ON a.id IN (m.from_id, m.to_id) GROUP BY 1`,
  );
  for (const { unit, sum } of units) same(sum, '0', `all legs of ${unit}`);
}

interface TipLine {
  readonly key: string;
  readonly id: string;
  readonly amount: number;
  readonly divided: number;
  readonly events: number;
}

/** Each that was acknowledged is there once, divided once and has one event; there is no other. */
async function compareTips({ postgres }: World, { auditor, acknowledged }: Books): Promise<void> {
  const rows = await postgres.query<TipLine>(
    `SELECT k.key, t.id, t.amount, (SELECT count(*)::int FROM tip_settlement s WHERE s.tip_id = t.id) AS divided,
       (SELECT count(*)::int FROM outbox_event e WHERE e.name = 'tip.accepted' AND e.body -> 'tipIds' ? t.id::text) AS events
     FROM ledger.key k LEFT JOIN tip t ON t.id = k.transfer_id WHERE k.route = 'tips' AND k.owner_id = ANY ($1)`,
    [auditor.people],
  );
  const byKey = (lines: readonly TipLine[]) => lines.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const expected = [...acknowledged].map(([key, { id, amount }]) => {
    return { key: hashSecret(key), id, amount, divided: 1, events: 1 };
  });
  same(byKey(rows), byKey(expected), 'tips');
}

async function compareBooks({ database }: World): Promise<void> {
  const log = { error: () => undefined };
  const deps = { database, news: noNews, clock: systemClock, log };
  const row = await until('turn to compare the books', () => reconcileBooks(deps, tipChecks()), patience);
  same(
    row.checks.filter(({ holds }) => !holds),
    [],
    'the comparison of the books',
  );
}
