/**
 * Everything the wallet says.
 */
import type { ErrorCode } from '#protocol/errors.ts';
import type { SplitName } from '#protocol/http/economy.ts';

export const strings = {
  title: 'Wallet',
  again: 'Try again',
  older: 'Show older ones',
  csv: 'CSV',
  balance: {
    title: 'Balance',
    tokens: (one: boolean) => (one ? 'token to spend' : 'tokens to spend'),
    given: 'Of these given by Busker',
    givenWords: '· spent first',
    reserved: 'Reserved',
    reservedWords: '· not part of the balance',
    holds: 'Set aside',
    holdsWords: 'What is not used of it comes back by itself, to where it came from.',
    hold: (tokens: string, forWhat: string) => `${tokens} for ${forWhat}`,
    ofEarnings: 'of your earnings ·',
    until: 'back at the latest',
    lifetime: 'Since you joined',
    purchased: 'Bought',
    wasGiven: 'Given',
    spent: 'Spent',
    earned: 'Earned',
  },
  earnings: {
    title: 'Earnings',
    words:
      'Your share of tips, tickets and calls. It is divided within seconds; until then your share is already counted.',
    total: 'All together',
    settled: 'Divided',
    unsettled: 'About to be divided',
    reserved: 'Set aside, not part of the total',
    today: 'Last 24 hours',
    chart: 'Your share, day by day, of the last 30 days',
    columns: ['Day', 'Your share'] as const,
    day: (tokens: string, tips: number) => `${tokens} · ${tips === 1 ? '1 tip' : `${tips} tips`}`,
    payout: (rate: string) => `Payouts are not open yet. An earned token will pay ${rate}.`,
  },
  statement: {
    title: 'Statement',
    words: 'Every movement, with the balance after it.',
    kinds: { wallet: 'Tokens', earnings: 'Earnings' },
    csv: { wallet: 'Save the statement of your tokens as CSV', earnings: 'Save the statement of your earnings as CSV' },
    none: { wallet: 'No token has moved yet.', earnings: 'Nothing earned yet.' },
    columns: { at: 'When', what: 'What', amount: 'Tokens', balance: 'Balance' },
    names: {
      tip: 'Tip',
      settle: 'Tips divided',
      'settle-holds': 'Tickets and calls divided',
      issue: 'Tokens given by Busker',
      purchase: 'Tokens bought',
    } as Readonly<Record<string, string>>,
  },
  tips: {
    title: 'Tips',
    words: 'What you were given, and what you gave.',
    wordsSent: 'What you gave.',
    sides: { sent: 'Given', received: 'Received' },
    csv: { sent: 'Save the tips you gave as CSV', received: 'Save the tips you were given as CSV' },
    none: { sent: 'You have not tipped anybody yet.', received: 'Nobody has tipped you yet.' },
    to: 'To',
    from: 'From',
    somebody: 'Somebody who stays anonymous',
    states: { pending: 'On its way', settled: 'Settled' },
    private: 'Private',
    anonymous: 'Anonymous',
    held: 'Message waits for a moderator',
    removed: 'Message removed',
    share: (tokens: string) => `your share ${tokens}`,
  },
  limits: {
    title: 'Spending limits',
    words:
      'How much you allow yourself to spend. Leave a field empty for no limit. A tighter limit holds at once, a looser one after 24 hours. What is set aside for tickets and calls counts until it comes back.',
    periods: { day: 'In 24 hours', week: 'In 7 days', month: 'In 30 days' },
    spent: { day: 'Last 24 hours', week: 'Last 7 days', month: 'Last 30 days' },
    spentOf: (spent: string, limit: string) => `${spent} of ${limit}`,
    spentFree: (spent: string) => `${spent}, no limit`,
    unlimited: 'No limit',
    now: (limit: string) => `In force until then: ${limit}`,
    wrong: 'Whole tokens, from 0 to 100,000,000, or nothing.',
    save: 'Save limits',
    saved: 'Your limits hold from now on',
    savedLater: (when: string) => `Saved. What is looser holds from ${when}`,
    pendingTitle: (when: string) => `Looser limits hold from ${when}`,
    pending: (day: string, week: string, month: string) =>
      `24 hours: ${day}. 7 days: ${week}. 30 days: ${month}. Until then the limits of today hold.`,
    keep: 'Keep what holds today',
    kept: 'Your limits stay as they are',
  },
  pause: {
    title: 'Take a break',
    words: 'Spends nothing for a while. Nobody can end it early, not even we.',
    kind: 'How long',
    coolOff: 'Cool off',
    exclusion: 'Exclude myself',
    options: {
      '1h': '1 hour',
      '6h': '6 hours',
      '24h': '24 hours',
      '72h': '3 days',
      '7d': '7 days',
      '30d': '30 days',
      '182d': 'Half a year',
      '365d': '1 year',
      '1826d': '5 years',
    },
    start: 'Take this break',
    confirmTitle: (length: string) => `No spending for ${length}?`,
    confirm: (when: string) =>
      `Until ${when} you can spend no token here. You can still watch, chat and earn. Nobody can take it back or shorten it, not even we.`,
    understood: 'I know that this cannot be taken back',
    cancel: 'Not now',
    started: (when: string) => `You spend nothing until ${when}`,
    onCoolOff: (when: string) => `You are cooling off until ${when}`,
    onExclusion: (when: string) => `You excluded yourself until ${when}`,
    onWords: 'Until then no token leaves this wallet.',
  },
  prices: {
    title: 'Buy tokens',
    soon: 'Soon',
    words: 'Buying is not open yet: there is no way to pay here so far. This will be the price list.',
    none: 'There is no price list yet.',
    bonus: (tokens: string) => `+ ${tokens} bonus`,
    list: 'Packs of tokens',
    more: 'Who gets what of a tip',
  },
  pricesPage: {
    title: 'Prices and shares',
    words:
      'Tips are given in tokens. This is what tokens cost, and where each of them goes when you tip. The figures are those the site reckons with.',
    packs: 'What tokens cost',
    packsWords: 'Buying is not open yet: there is no way to pay here so far. This will be the price list.',
    shares: (tokens: string) => `Who gets what of a tip of ${tokens}`,
    sharesWords:
      'A performer chooses one of these before each show, and it stays until the show ends. What you pay is the same under each.',
    usual: 'usual here',
    performer: 'Performer',
    platform: 'Busker',
    pool: 'Supporters',
    nothing: 'Nothing',
    worth: (dollars: string) => `· will pay ${dollars}`,
    payout: (dollars: string) =>
      `An earned token will pay its performer ${dollars}. Payouts are not open yet. Tokens that Busker gave away are not paid out.`,
    splits: {
      'creator-first': { name: 'No fee', words: 'Every token you give is the performer’s.' },
      'platform-fee': { name: 'With a fee', words: 'Busker keeps a fee and lives on it.' },
      'p2p-share': {
        name: 'Shared with supporters',
        words:
          'Supporters are viewers who help to carry the show to others. Helping is not open yet; until it is, their share is kept for them.',
      },
      'p2p-share-literal': {
        name: 'Shared with supporters, rebate from the performer',
        words:
          'As above; what is saved by their help is given back out of the performer’s share and not out of Busker’s.',
      },
      'p2p-creator-85': {
        name: 'Shared, most for the performer',
        words: 'The performer’s share is fixed; Busker and the supporters halve the rest.',
      },
    } satisfies Record<SplitName, { readonly name: string; readonly words: string }>,
  },
  header: {
    link: (tokens: string) => `Wallet: ${tokens}`,
  },
} as const;

export const limitWords: Partial<Record<ErrorCode, string>> = {
  CONFLICT: 'Your limits were changed elsewhere meanwhile. Look again.',
};
