/**
 * What one story knows of the money: the auditor's reckoning, what was acknowledged, and whatever was asked, to ask it again.
 */
import { platformId } from '../../../server/domains/ledger/index.ts';
import { type Auditor, balance, openAudit } from '../../domains/ledger-auditor.ts';
import { same } from '../../domains/ledger-hold-commands.ts';
import { bringCast, type Cast } from './cast.ts';
import type { CarriedOut, Crash } from './crash.ts';
import type { Doors } from './doors.ts';
import type { World } from './world.ts';

export interface Books {
  readonly auditor: Auditor;
  readonly cast: Cast;
  /** Of tips that were acknowledged: the key → the tip's id and how many tokens. */
  readonly acknowledged: Map<string, { readonly id: string; readonly performer: string; readonly amount: number }>;
  /** Does once more what was done before; tips over these doors. */
  readonly done: ((crash: Crash, doors: Doors) => Promise<void>)[];
  /** What the platform had when the story began: kind → units. */
  readonly platform: ReadonlyMap<string, bigint>;
}

/** "kind owner" → units, by the movements alone. */
export type Found = ReadonlyMap<string, bigint>;

/** A story begins: nobody of it has anything. */
export async function openBooks(world: World): Promise<Books> {
  const cast = await bringCast(world);
  const found = await readBooks(world, [platformId]);
  const platform = new Map([...found].map(([place, units]) => [place.split(' ')[0] ?? '', units]));
  const auditor = openAudit(cast.givers.map(({ id }) => id));
  return { auditor, cast, platform, acknowledged: new Map(), done: [] };
}

/** What each account of these people has by its movements. @throws where its row says something else */
export async function readBooks(world: World, owners: readonly string[]): Promise<Found> {
  const rows = await world.postgres.query<{ place: string; moved: string; kept: string }>(
    `SELECT a.kind || ' ' || a.owner_id AS place, s.units::text AS moved,
       (CASE WHEN a.maintained THEN a.balance ELSE s.units END)::text AS kept
     FROM ledger.account a CROSS JOIN LATERAL (
       SELECT coalesce((SELECT sum(amount) FROM ledger.move WHERE to_id = a.id), 0)
         - coalesce((SELECT sum(amount) FROM ledger.move WHERE from_id = a.id), 0) AS units
     ) s WHERE a.owner_id = ANY ($1)`,
    [owners],
  );
  for (const { place, moved, kept } of rows) same(kept, moved, `the row of ${place}`);
  return new Map(rows.map(({ place, moved }) => [place, BigInt(moved)]));
}

/** @throws where a wallet, or what waits, is not what the auditor has; what is over was swept before */
export async function compareWallets(world: World, { auditor }: Books): Promise<void> {
  const found = await readBooks(world, auditor.people);
  for (const person of auditor.people) {
    for (const kind of ['wallet:paid', 'wallet:promo', 'wallet:held', 'earnings']) {
      same(balance(new Map(found), kind, person), balance(auditor.held, kind, person), `${kind} of ${person}`);
    }
  }
}

const done = ['posted', 'placed', 'voided'];

/** What must be answered: what was done before the process died is answered as done before. @throws otherwise */
export function compareAnswer(
  { answer, before }: CarriedOut<readonly string[]>,
  expected: readonly string[],
  what: string,
): void {
  const wanted = expected.map((one) => (done.includes(one) && before === 'all of it' ? 'replayed' : one));
  const found = answer.map((one, at) => {
    const either = before === 'unknown' && one === 'replayed' && done.includes(wanted[at] ?? '');
    return either ? wanted[at] : one;
  });
  same(found, wanted, `${what}: answers`);
}
