/**
 * A tip that is being thought about: what was chosen and typed, and whether it can be sent. Pure; the rules are the
 * protocol's.
 */
import type { BodyOf } from '#protocol/http/route.ts';
import { maxTipMessage, type sendTip, type TipMenuItem } from '#protocol/http/tips.ts';

export interface TipDraft {
  /** As typed. */
  readonly amount: string;
  readonly message: string;
  readonly private: boolean;
  readonly anonymous: boolean;
  /** What of the performer's menu it is for. */
  readonly item: TipMenuItem | undefined;
}

/** Whom it is for: who is live in a room, or a performer wherever they are. */
export type TipTarget = { readonly streamId: string } | { readonly creatorId: string };
export type TipBody = BodyOf<typeof sendTip>;

export const quickAmounts = [10, 25, 50, 100, 250, 500] as const;
/** Above it one is asked whether they mean it; as above a quarter of what they have. */
const confirmAbove = 100n;
const most = 1_000_000n;

export const emptyDraft: TipDraft = { amount: '50', message: '', private: false, anonymous: false, item: undefined };

/** Whole tokens of what was typed (spaces and commas between digits are let pass); undefined where it is no amount. */
export function amountOf(typed: string): bigint | undefined {
  const digits = typed.trim().replaceAll(/(?<=\d)[ ,\u00a0\u202f](?=\d{3})/g, '');
  if (!/^\d{1,12}$/.test(digits)) return undefined;
  const amount = BigInt(digits);
  return amount >= 1n && amount <= most ? amount : undefined;
}

/** With another amount. What is less than the chosen item costs is not for it any more. */
export function withAmount(draft: TipDraft, amount: string): TipDraft {
  const tokens = amountOf(amount);
  const pays = draft.item !== undefined && tokens !== undefined && tokens >= BigInt(draft.item.tokens);
  return { ...draft, amount, item: pays ? draft.item : undefined };
}

/** For one thing of the menu, at its price; chosen again it is left out. */
export function withItem(draft: TipDraft, item: TipMenuItem): TipDraft {
  if (draft.item?.id === item.id) return { ...draft, item: undefined };
  return { ...draft, item, amount: item.tokens };
}

/** What to send; undefined where the amount cannot be sent. */
export function bodyOf(draft: TipDraft, target: TipTarget): TipBody | undefined {
  const amount = amountOf(draft.amount);
  if (amount === undefined) return undefined;
  const message = draft.message.trim().slice(0, maxTipMessage);
  return {
    ...target,
    amount: Number(amount),
    ...(message === '' ? {} : { message }),
    ...(draft.private ? { private: true } : {}),
    ...(draft.anonymous ? { anonymous: true } : {}),
    ...(draft.item === undefined ? {} : { menuItemId: draft.item.id }),
  };
}

/** Whether it is much: above 100 tokens, or above a quarter of the balance. @param balance undefined while it is unknown */
export function isMuch(amount: bigint, balance: bigint | undefined): boolean {
  return amount > confirmAbove || (balance !== undefined && amount * 4n > balance);
}
