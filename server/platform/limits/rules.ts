/**
 * Every rate limit there is: so many in so many seconds for one key. LIMITS_FACTOR multiplies the numbers, never the times.
 */
export interface LimitRule {
  readonly most: number;
  readonly perSeconds: number;
  /** What the number is counted for. */
  readonly per: 'account' | 'ip';
}

export const limitRules = {
  /** By e-mail address, known or not: guessing one person's password. */
  loginAccount: { most: 10, perSeconds: 60, per: 'account' },
  /** One address guessing at many people; a household or an office must still get in. */
  loginIp: { most: 60, perSeconds: 60, per: 'ip' },
  /** A page refreshes every ten minutes and on loading. */
  refreshIp: { most: 120, perSeconds: 60, per: 'ip' },
  socketTicket: { most: 30, perSeconds: 60, per: 'account' },
  socketIp: { most: 20, perSeconds: 60, per: 'ip' },
  createStream: { most: 30, perSeconds: 60, per: 'account' },
} as const satisfies Record<string, LimitRule>;

export type LimitName = keyof typeof limitRules;
