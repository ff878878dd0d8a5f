/**
 * What statements are made of.
 */
import type { Reader } from '#platform/database/index.ts';
import type { statementKinds } from '#protocol/http/wallet.ts';
import type { Line } from './rules/statement-lines.ts';

export type StatementKind = (typeof statementKinds)[number];

/** Whose statement of what. */
export interface Book {
  readonly read: Reader;
  readonly ownerId: string;
  readonly of: StatementKind;
}

/** The accounts of a statement; `counts`: what it holds is part of the balance. The newest come last: places name them by their order. */
export const accountsOf: Readonly<
  Record<StatementKind, readonly { readonly kind: string; readonly counts: boolean }[]>
> = {
  wallet: [
    { kind: 'wallet:paid', counts: true },
    { kind: 'wallet:promo', counts: true },
    { kind: 'wallet:held', counts: false },
  ],
  earnings: [
    { kind: 'earnings', counts: true },
    { kind: 'earnings:held', counts: false },
  ],
};

/** A line as people read it. */
export interface NamedLine extends Line {
  /** The other side; null: it is no person, or one who may not be named. */
  readonly person: { readonly displayName: string; readonly handle: string } | null;
  readonly about: string | null;
}
