/**
 * Somebody who presses Make a key in several windows.
 */
import type { Test } from 'tap';
import type { ApiClient } from '../world/api.ts';
import type { WorldStack } from '../world/stack.ts';

interface Given {
  readonly stack: WorldStack;
  /** The performer. */
  readonly nova: ApiClient;
  /** A stream of theirs, without a key. */
  readonly id: string;
}

export async function keysAtOnce(t: Test, { stack, nova, id }: Given): Promise<void> {
  const ask = () => nova.ask('issueIngestKey', { params: { id }, body: {} });
  const made = await Promise.all(Array.from({ length: 5 }, ask));
  t.strictSame(
    made.map(({ status }) => status),
    Array(5).fill(201),
    'each is answered',
  );
  const good = await stack.query('SELECT id FROM ingest_key WHERE stream_id = $1 AND revoked_at IS NULL', [id]);
  t.equal(good.length, 1, 'and one is good');
}
