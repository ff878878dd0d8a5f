/**
 * Ends a timeout or a ban from the chat.
 */
import { pardonPerson } from '../channels/index.ts';
import { type Here, requireActing } from './access.ts';
import type { ChatDeps } from './parts.ts';

/** Repeating it changes nothing. @throws Refusal FORBIDDEN */
export async function pardonSanctioned(deps: ChatDeps, here: Here, userId: string): Promise<void> {
  const by = await requireActing(deps.database.read, here);
  const at = new Date(deps.clock.now());
  await deps.database.transact((tx) => pardonPerson(tx, deps.news, { by, userId, at }));
  deps.news.deliverSoon(here.performerId);
}
