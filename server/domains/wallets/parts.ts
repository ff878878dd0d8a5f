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

/** The accounts of a statement; null: it has only one. */
export const accountsOf = {
  wallet: ['wallet:paid', 'wallet:promo'],
  earnings: ['earnings', null],
} as const satisfies Record<StatementKind, readonly [string, string | null]>;

/** A line as people read it. */
export interface NamedLine extends Line {
  /** The other side; null: it is no person, or one who may not be named. */
  readonly person: { readonly displayName: string; readonly handle: string } | null;
  readonly about: string | null;
}
