/**
 * What an act on the stage says, to be read and to be spoken. Pure.
 */
import type { ShownTip } from '#protocol/http/tips.ts';
import { amountText, tokensText } from '../../ui/amounts.ts';
import { strings } from './strings.ts';
import type { Act } from './tip-queue.ts';

export interface ActWords {
  readonly title: string;
  readonly amount: string;
  /** Undefined where there is none. */
  readonly message: string | undefined;
}

const { show } = strings;

export function nameOf({ from }: Pick<ShownTip, 'from'>): string {
  return from?.displayName ?? strings.anonymous;
}

export function wordsOf({ tips, count, tokens }: Act): ActWords {
  const [first] = tips;
  if (first !== undefined && count === 1) {
    const item = first.menuItem === null ? undefined : show.forItem(first.menuItem);
    return { title: nameOf(first), amount: tokensText(first.amount), message: first.message ?? item };
  }
  const names = [...new Set(tips.map(nameOf))];
  return {
    title: show.many(amountText(String(count))),
    amount: show.sum(tokensText(String(tokens))),
    message: show.names(names.join(', '), count - tips.length),
  };
}

/** One sentence for a screen reader. */
export function spokenOf(act: Act): string {
  const { title, amount, message } = wordsOf(act);
  const what = act.count === 1 ? show.one(title, amount) : `${title}, ${amount}`;
  return message === undefined ? what : `${what}: ${message}`;
}
