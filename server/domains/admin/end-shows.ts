/**
 * Ends what somebody shows who may show nothing any more: nobody is left who could end it.
 */
import { endStream, listAllLiveOf, type StreamDeps } from '../streams/index.ts';

/** More shows at once than one person has. */
const most = 100;

/** For a reaction; the second time nothing is live. Two-way rooms end as well. */
export async function endShows(deps: StreamDeps, performerId: string): Promise<void> {
  for (const id of await listAllLiveOf(deps.database.read, performerId, most))
    await endStream(deps, id, { performerId });
}
