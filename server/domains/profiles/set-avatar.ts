/**
 * Sets somebody's picture, made anew of what they sent.
 */
import { createHash } from 'node:crypto';
import type { Database } from '#platform/database/index.ts';
import { makeAvatar } from './make-avatar.ts';
import { putAvatar } from './store.ts';

/** @throws PICTURE_REFUSED, OVERLOADED */
export async function setAvatar(database: Database, userId: string, sent: Buffer): Promise<void> {
  const picture = await makeAvatar(sent);
  const etag = createHash('sha256').update(picture).digest('hex');
  await database.transact((tx) => putAvatar(tx, userId, picture, etag));
}
