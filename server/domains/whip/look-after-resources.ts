/**
 * Looks after the sessions without a socket, again and again: those of a dead process are taken up, those that have no media any more
 * end.
 */
import { repeat } from '#kernel/repeat.ts';
import type { OpenSockets } from '#platform/limits/index.ts';
import type { Nodes } from '../nodes/index.ts';
import { readPlacements } from '../rooms/index.ts';
import { adoptResource } from './adopt-resource.ts';
import { findLost } from './find-lost.ts';
import type { Holds } from './hold-sessions.ts';
import type { KeeperDeps, Resource } from './parts.ts';
import type { Shelf } from './shelve-resources.ts';

export interface LookDeps extends KeeperDeps {
  readonly open: OpenSockets;
  readonly nodes: Nodes;
}

const lookEveryMs = 2_000;
/** For whom the word of a lost transport was lost. */
const askEveryMs = 15_000;

/** Begins at once. @returns how to stop */
export function lookAfterResources(deps: LookDeps, held: Holds, shelf: Shelf): () => void {
  const failed = (what: string) => (error: unknown) =>
    deps.log.warn({ err: error }, `a session without a socket ${what}`);
  const look = async (): Promise<void> => {
    await endMisplaced(deps, held.resources(), held.end);
    await shelf.renew(held.resources());
    for (const resource of await shelf.orphans())
      if (!held.has(resource.id)) await adopt(deps, held, shelf, resource).catch(failed('was not taken up'));
  };
  const ask = async (): Promise<void> => {
    // What is opened while this is asked is not in it.
    for (const id of await findLost(deps, held.resources())) held.end(id);
  };
  const looking = repeat(lookEveryMs, look, failed('was not looked after'));
  const asking = repeat(askEveryMs, ask, failed('was not asked after'));
  return () => {
    looking.stop();
    asking.stop();
  };
}

async function adopt(deps: LookDeps, held: Holds, shelf: Shelf, resource: Resource): Promise<void> {
  const release = deps.open.take(resource.ip);
  const taken = await adoptResource(deps, resource, (session) => held.add(session, release, resource)).catch(
    (error: unknown) => {
      release();
      throw error;
    },
  );
  if (taken) return;
  release();
  // Over, or another process was first: what is over is nobody's to look at again.
  if ((await deps.store.read(resource.id)) === undefined) await shelf.remove(resource.id);
}

/**
 * Whose room is somewhere else by now, or nowhere: it has no media left, and no way to hear of the new. And players of a room
 * that moderators blur: a page does that, and a player cannot.
 */
async function endMisplaced(
  { database }: Pick<LookDeps, 'database'>,
  kept: readonly Resource[],
  end: (id: string) => unknown,
): Promise<void> {
  if (kept.length === 0) return;
  const placements = await readPlacements(database.read, [...new Set(kept.map(({ stream }) => stream))]);
  for (const { id, protocol, stream, mediaEpoch } of kept) {
    const now = placements.get(stream);
    const elsewhere = now === undefined || now.node === null || now.mediaEpoch !== mediaEpoch;
    if (elsewhere || (protocol === 'whep' && now.blurred)) end(id);
  }
}
