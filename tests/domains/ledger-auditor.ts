/**
 * The auditor with pencil and paper: what must come of an order by their own reckoning, and what everybody has afterwards.
 */
import type { EndOrder, HoldOrder, HoldPurpose, Order, Outcome } from '../../server/domains/ledger/index.ts';

/** What became of a hold, as the auditor has it. */
export interface AuditedHold {
  readonly id: string;
  readonly owner: string;
  readonly purpose: HoldPurpose;
  readonly amount: bigint;
  readonly promo: bigint;
  /** Its time was over as soon as it was placed. */
  readonly short: boolean;
  how: 'open' | 'posted' | 'voided' | 'expired';
}

/** What the auditor wrote down. */
export interface Auditor {
  readonly people: readonly string[];
  /** "kind owner" → units. */
  readonly held: Map<string, bigint>;
  /** "owner route key" → what was asked, and the transfer that came of it. */
  readonly keys: Map<string, { readonly hash: string; readonly id: string; readonly hold?: string }>;
  readonly posted: Order[];
  readonly holds: AuditedHold[];
  /** What ended one. */
  readonly ended: EndOrder[];
  /** What ends gave performers and nobody divided. */
  readonly shares: { readonly performer: string; readonly amount: bigint }[];
}

export type HoldOutcome = 'placed' | 'voided' | 'already_resolved' | 'too_late' | 'too_much' | 'not_found' | Outcome;

/** Who begins, with nothing. */
export function openAudit(people: readonly string[]): Auditor {
  return { people, held: new Map(), keys: new Map(), posted: [], holds: [], ended: [], shares: [] };
}

const ofWallet = (kind: string): string[] => (kind === 'wallet' ? ['wallet:promo', 'wallet:paid'] : [kind]);
const mayOwe = (kind: string): boolean => /^(issued|unsettled|platform|relay)/.test(kind);

/** What somebody has of a kind, in ledger units. */
export function balance(held: Auditor['held'], kind: string, owner: string): bigint {
  return held.get(`${kind} ${owner}`) ?? 0n;
}

function known(
  auditor: Auditor,
  { owner, route, key, hash }: Pick<Order, 'owner' | 'route' | 'key' | 'hash'>,
): 'replayed' | 'key_reused' | null {
  const under = auditor.keys.get(`${owner} ${route} ${key}`);
  if (under === undefined) return null;
  return under.hash === hash ? 'replayed' : 'key_reused';
}

/** What must come of an order; written down where it is posted. */
export function audit(auditor: Auditor, { owner, route, key, hash, id, moves, ...rest }: Order): Outcome {
  const before = known(auditor, { owner, route, key, hash });
  if (before !== null) return before;
  const held = new Map(auditor.held);
  const spent = new Map<string, bigint>();
  for (const { from, fromOwner, to, toOwner, amount } of moves) {
    let left = amount;
    for (const kind of ofWallet(from)) {
      const place = `${kind} ${fromOwner}`;
      const had = balance(auditor.held, kind, fromOwner) - (spent.get(place) ?? 0n);
      const part = mayOwe(kind) || had > left ? left : had;
      spent.set(place, (spent.get(place) ?? 0n) + part);
      held.set(place, balance(held, kind, fromOwner) - part);
      left -= part;
    }
    if (left > 0n) return 'insufficient';
    held.set(`${to} ${toOwner}`, balance(held, to, toOwner) + amount);
  }
  for (const [place, units] of held) auditor.held.set(place, units);
  auditor.keys.set(`${owner} ${route} ${key}`, { hash, id });
  auditor.posted.push({ owner, route, key, hash, id, moves, ...rest });
  return 'posted';
}

function add(held: Auditor['held'], kind: string, owner: string, units: bigint): void {
  held.set(`${kind} ${owner}`, balance(held, kind, owner) + units);
}

/** What must come of placing a hold. Given tokens come first, for a stake never. */
export function auditHold(auditor: Auditor, { id, owner, purpose, amount, lastsMs, ...rest }: HoldOrder): HoldOutcome {
  const before = known(auditor, { owner, ...rest });
  if (before !== null) return before;
  const { held } = auditor;
  const [from, aside] = purpose === 'payout' ? ['earnings', 'earnings:held'] : ['wallet:paid', 'wallet:held'];
  const given = purpose === 'ticket' || purpose === 'call-block' ? balance(held, 'wallet:promo', owner) : 0n;
  const promo = amount < given ? amount : given;
  if (amount - promo > balance(held, from, owner)) return 'insufficient';
  add(held, 'wallet:promo', owner, -promo);
  add(held, from, owner, promo - amount);
  add(held, aside, owner, amount);
  auditor.keys.set(`${owner} ${rest.route} ${rest.key}`, { hash: rest.hash, id });
  auditor.holds.push({ id, owner, purpose, amount, promo, short: lastsMs === 1, how: 'open' });
  return 'placed';
}

/** What must come of posting or voiding one. */
export function auditEnd(auditor: Auditor, { id, hold, moves, ...rest }: EndOrder): HoldOutcome {
  const under = auditor.keys.get(`${rest.owner} ${rest.route} ${rest.key}`);
  if (under !== undefined) return under.hash === rest.hash && under.hold === hold ? 'replayed' : 'key_reused';
  const found = auditor.holds.find((one) => one.id === hold);
  if (found === undefined) return 'not_found';
  if (found.how === 'posted' || found.how === 'voided') return 'already_resolved';
  if (found.how === 'expired' || found.short) return 'too_late';
  const legs = moves === 'void' ? [] : moves;
  const spent = legs.reduce((sum, { amount }) => sum + amount, 0n);
  if (spent > found.amount) return 'too_much';
  for (const { to, toOwner, amount } of legs) {
    add(auditor.held, to, toOwner, amount);
    if (to === 'unsettled') auditor.shares.push({ performer: toOwner, amount });
  }
  giveBack(auditor, found, spent);
  found.how = moves === 'void' ? 'voided' : 'posted';
  auditor.keys.set(`${rest.owner} ${rest.route} ${rest.key}`, { hash: rest.hash, id, hold });
  auditor.ended.push({ id, hold, moves, ...rest });
  return found.how;
}

/** What the sweeper does. @returns how many ended */
export function auditSweep(auditor: Auditor): number {
  const due = auditor.holds.filter(({ short, how }) => short && how === 'open');
  for (const one of due) {
    giveBack(auditor, one, 0n);
    one.how = 'expired';
  }
  return due.length;
}

/** What settlement does at 70 %. @returns how many shares were divided */
export function auditShares({ held, shares }: Auditor): number {
  for (const { performer, amount } of shares) {
    add(held, 'unsettled', performer, -amount);
    add(held, 'earnings', performer, (amount * 7n) / 10n);
  }
  return shares.splice(0).length;
}

/** What is not spent returns to where it came from; what was given is spent first. */
function giveBack({ held }: Auditor, { owner, purpose, amount, promo }: AuditedHold, spent: bigint): void {
  const promoSpent = spent < promo ? spent : promo;
  const [from, aside] = purpose === 'payout' ? ['earnings', 'earnings:held'] : ['wallet:paid', 'wallet:held'];
  add(held, aside, owner, -amount);
  add(held, 'wallet:promo', owner, promo - promoSpent);
  add(held, from, owner, amount - promo - (spent - promoSpent));
}
