/**
 * Which sign-ins ended and whose rights changed lately, in the memory of this process, so that an access token is refused
 * at once without asking the database at each request. A token lives ten minutes at most; what is older than fifteen need
 * not be known. Told by words of other processes, and by looking at Postgres at the start, when Redis was away, and from
 * time to time: a word may be lost.
 */
import type { Clock } from '#kernel/clock.ts';
import { share } from '#kernel/share.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { rightsChanged, unauthenticated } from './errors.ts';
import { longestAccessTokenSeconds } from './rules/access-token.ts';
import { findEnded, findRightsChanges } from './store-people.ts';

export interface Standing {
  /** @throws UNAUTHENTICATED where the sign-in ended or the rights are older than the person's; rejects where nothing was ever loaded */
  require(identity: Identity): Promise<void>;
  ended(signInId: string): void;
  rightsChanged(userId: string, rightsVersion: number): void;
  /** Looks at Postgres. */
  reload(): Promise<void>;
}

const keptMs = longestAccessTokenSeconds * 1_000;
/** What commits now was stamped this long ago at most: a transaction's time, and clocks that differ. */
const overlapMs = 60_000;

/** Knows nothing before the first `require` or `reload`. */
export function keepStanding({ read, clock }: { readonly read: Reader; readonly clock: Clock }): Standing {
  const over = new Map<string, number>();
  const rights = new Map<string, { version: number; atMs: number }>();
  let loadedMs: number | undefined;
  const heardRights = (userId: string, version: number, atMs: number): void => {
    if ((rights.get(userId)?.version ?? 0) <= version) rights.set(userId, { version, atMs });
  };
  const reload = share(async () => {
    const nowMs = clock.now();
    const since = new Date(loadedMs === undefined ? nowMs - keptMs : Math.max(loadedMs - overlapMs, nowMs - keptMs));
    const [ended, changes] = await Promise.all([findEnded(read, since), findRightsChanges(read, since)]);
    for (const { id, at } of ended) over.set(id, at.getTime());
    for (const { userId, rightsVersion, at } of changes) heardRights(userId, rightsVersion, at.getTime());
    forget(over, (atMs) => atMs, nowMs - keptMs);
    forget(rights, ({ atMs }) => atMs, nowMs - keptMs);
    loadedMs = nowMs;
  });
  return {
    reload,
    ended: (signInId) => void over.set(signInId, clock.now()),
    rightsChanged: (userId, version) => heardRights(userId, version, clock.now()),
    require: async ({ signInId, userId, rightsVersion }) => {
      if (loadedMs === undefined) await reload();
      if (over.has(signInId)) throw unauthenticated();
      if ((rights.get(userId)?.version ?? 0) > rightsVersion) throw rightsChanged();
    },
  };
}

function forget<T>(map: Map<string, T>, atMs: (value: T) => number, beforeMs: number): void {
  for (const [key, value] of map) if (atMs(value) < beforeMs) map.delete(key);
}
