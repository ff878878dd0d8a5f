/**
 * Replaces the words that a channel does not want.
 */
import { defaultChannelSettings, type ListedWord } from '#protocol/http/channels.ts';
import { recordAudit } from '../audit/index.ts';
import type { ChannelDeps } from './parts.ts';
import { uniqueWords } from './rules/unique-words.ts';
import { lockChannel, replaceWords } from './store.ts';

/** A word that is listed twice is listed once, with its harder verdict. @returns the list as it is now */
export async function setWords(
  deps: ChannelDeps,
  performerId: string,
  words: readonly ListedWord[],
): Promise<ListedWord[]> {
  const wanted = uniqueWords(words);
  await deps.database.transact(async (tx) => {
    await lockChannel(tx, performerId);
    await replaceWords(tx, performerId, wanted, defaultChannelSettings);
    await recordAudit(tx, {
      ...{ actor: performerId, action: 'channel.words-set', subject: { kind: 'channel', id: performerId } },
      ...{ facts: { capacity: 'performer', words: wanted.length }, at: new Date(deps.clock.now()) },
    });
  });
  return wanted;
}
