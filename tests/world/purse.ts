/**
 * Tokens for people of a test, as the ledger gives them: by a transfer that stands in the books.
 */
import type { WorldStack } from './stack.ts';

/** What was given by the platform, or what was paid for. */
type Purse = 'promo' | 'paid';

const statement = `
  SELECT count(*) FILTER (WHERE outcome = 'posted')::int AS posted FROM ledger.post((
    SELECT jsonb_agg(jsonb_build_object('n', n, 'id', gen_random_uuid(), 'kind', 'issue', 'owner', id, 'route', 'purse',
      'key', gen_random_uuid(), 'hash', repeat('0', 64), 'moves', jsonb_build_array(jsonb_build_object(
        'from', 'issued:' || $2, 'fromOwner', '00000000-0000-0000-0000-000000000000',
        'to', 'wallet:' || $2, 'toOwner', id, 'amount', $3::bigint * 10000))))
    FROM unnest($1::uuid[]) WITH ORDINALITY AS person (id, n)))`;

/** Gives each of these people so many whole tokens. @throws where one of them got none */
export async function fillPurses(
  stack: Pick<WorldStack, 'query'>,
  people: readonly string[],
  tokens: number,
  purse: Purse = 'promo',
): Promise<void> {
  const [given] = await stack.query<{ posted: number }>(statement, [people, purse, tokens]);
  if (given?.posted !== people.length) throw new Error(`Of ${people.length} purses ${given?.posted} were filled`);
}
