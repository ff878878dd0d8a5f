/**
 * What decides whether people may be in performers' rooms, and what they hear there: of many people at once, in one statement.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { capacityOf, isStaff } from './rules/capacity.ts';
import { findRights } from './store.ts';

/** Somebody signed in, and whose channel it is about. */
export interface AskedRights {
  readonly performerId: string;
  readonly identity: Pick<Identity, 'userId' | 'roles'>;
}

export interface Rights {
  /** Why they are shut out; null: they are not. Staff never is, as at the door. */
  readonly ban: { readonly reason: string | null } | null;
  /** Whether they moderate the channel: as its performer, as somebody appointed, or as staff. */
  readonly moderates: boolean;
}

/** What holds when it is asked, one for each asked, in their order; the same person may be asked about twice. */
export async function readRights(read: Reader, asked: readonly AskedRights[]): Promise<Rights[]> {
  const rows = await findRights(
    read,
    asked.map(({ performerId, identity }) => ({ performerId, userId: identity.userId })),
  );
  return asked.map(({ performerId, identity }, at) => {
    const row = rows[at];
    if (row === undefined) throw new Error('a person without an answer');
    return {
      ban: row.banned && !isStaff(identity.roles) ? { reason: row.reason } : null,
      moderates: capacityOf(performerId, identity, row.appointed) !== null,
    };
  });
}
