/**
 * Who gets what of a token, in words.
 */
import type { Split } from '#protocol/http/economy.ts';

const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** "you 68 %, supporters 17 %, the site 15 %"; who gets nothing is not named. */
export function sharesText({
  creatorBp,
  poolBp,
  platformBp,
}: Pick<Split, 'creatorBp' | 'poolBp' | 'platformBp'>): string {
  const shares: [who: string, bp: number][] = [
    ['you', creatorBp],
    ['supporters', poolBp],
    ['the site', platformBp],
  ];
  return shares
    .filter(([, bp]) => bp > 0)
    .map(([who, bp]) => `${who} ${percent.format(bp / 100)} %`)
    .join(', ');
}
