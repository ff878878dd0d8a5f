/**
 * Who is live now, most watched first.
 */
import type { Reader } from '#platform/database/index.ts';
import type { ListedStream } from '#protocol/http/streams.ts';
import { type CountViewers, countStreams } from './count-streams.ts';
import { describeStreams } from './describe-streams.ts';
import { findLiveStreams } from './store.ts';

export interface ListDeps {
  readonly read: Reader;
  readonly countViewers: CountViewers;
}

/** The front page shows no more. */
const most = 500;

/** Among equally watched ones the newest comes first. */
export async function listLiveStreams({ read, countViewers }: ListDeps): Promise<ListedStream[]> {
  const listed = await countStreams(countViewers, await describeStreams(read, await findLiveStreams(read, most)));
  return listed.sort((left, right) => right.viewers - left.viewers);
}
