/**
 * Ends what somebody shows who may show nothing any more: nobody is left who could end it.
 */
import { endStream, readLiveOf, type StreamDeps } from '../streams/index.ts';

/** More shows at once than one person has. */
const most = 100;

/** For a reaction; the second time nothing is live. */
export async function endShows(deps: StreamDeps, performerId: string): Promise<void> {
  for (let ended = 0; ended < most; ended += 1) {
    const live = (await readLiveOf(deps.database.read, [performerId])).get(performerId);
    if (live === undefined) return;
    await endStream(deps, live.id, { performerId });
  }
}
