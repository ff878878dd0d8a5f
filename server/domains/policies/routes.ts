/**
 * Prices and shares over HTTP.
 */
import type { Database } from '#platform/database/index.ts';
import type { Handlers } from '#platform/http/handler.ts';
import type { Split } from '#protocol/http/economy.ts';
import { describePolicy } from './describe-policy.ts';
import { readPolicy } from './read-policy.ts';
import { readSplits } from './read-splits.ts';
import type { Preset } from './rules/presets.ts';

export interface PolicyRoutesDeps {
  readonly database: Database;
  /** Whose split holds where a stream chooses none. */
  readonly preset: Preset;
}

/** The routes of policies. */
export function policyRoutes({ database: { read }, preset }: PolicyRoutesDeps): Handlers<'getEconomy'> {
  return {
    getEconomy: async () => {
      const [policy, splits] = await Promise.all([readPolicy(read), readSplits(read)]);
      return { policy: describePolicy(policy), splits: [...splits.values()] as Split[], defaultSplit: preset };
    },
  };
}
