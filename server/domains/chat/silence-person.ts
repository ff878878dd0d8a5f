/**
 * Silences a person for a while, or shuts them out for good; what they said in the last ten minutes goes with them.
 */
import type { ChatMute } from '#protocol/socket/chat.ts';
import { sanctionPerson } from '../channels/index.ts';
import { type Here, requireActing } from './access.ts';
import type { ChatDeps } from './parts.ts';
import { takenAwayMs } from './rules/lifetimes.ts';
import { takeLinesOf } from './store.ts';
import { tellTaken } from './tell-taken.ts';

interface Silencing {
  readonly person: string;
  /** Of a timeout; null: a ban. */
  readonly seconds: number | null;
  readonly reason: string | undefined;
}

/**
 * Sanction, lines and audit are one transaction; that the person is put out of rooms follows as news.
 * @throws Refusal FORBIDDEN, OWN_ACCOUNT, NOT_FOUND, CONFLICT (a ban is not shortened)
 */
export async function silencePerson(
  deps: ChatDeps,
  here: Here,
  { person, seconds, reason }: Silencing,
): Promise<ChatMute> {
  const by = await requireActing(deps.database.read, here);
  const now = deps.clock.now();
  const at = new Date(now);
  const kind = seconds === null ? 'ban' : 'timeout';
  const until = seconds === null ? null : new Date(now + seconds * 1_000);
  const { mute, taken } = await deps.database.transact(async (tx) => {
    const given = { by, userId: person, kind, until, reason: reason === '' ? null : (reason ?? null), at } as const;
    const done = await sanctionPerson(tx, deps.news, given);
    const lines = { performerId: here.performerId, authorId: person, since: new Date(now - takenAwayMs) };
    return { mute: done, taken: await takeLinesOf(tx, lines, { why: kind, by: by.userId, at }) };
  });
  deps.news.deliverSoon(here.performerId);
  await tellTaken(deps, taken, here.identity.displayName);
  return mute;
}
