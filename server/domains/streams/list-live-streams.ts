/**
 * Who is live now, most watched first.
 */
import type { Reader } from '#platform/database/index.ts';
import type { ListedStream } from '#protocol/http/streams.ts';
import { type CountViewers, countStreams } from './count-streams.ts';
import { describeStreams } from './describe-streams.ts';
import { narrow, type StreamFilter } from './rules/narrow.ts';
import { findLiveStreams } from './store.ts';

export interface ListDeps {
  readonly read: Reader;
  readonly countViewers: CountViewers;
}

/** The front page shows no more. */
const most = 500;

/** Among equally watched ones the newest comes first. */
export async function listLiveStreams(
  { read, countViewers }: ListDeps,
  filter: StreamFilter = {},
): Promise<ListedStream[]> {
  const rows = await findLiveStreams(read, narrow(filter), most);
  const listed = await countStreams(countViewers, await describeStreams(read, rows));
  return listed.sort((left, right) => right.viewers - left.viewers);
}
