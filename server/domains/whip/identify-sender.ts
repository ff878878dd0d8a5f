/**
 * Who wants to send: whoever holds the stream's ingest key is its performer, and no more than that; an access token is the
 * person's own.
 */
import { hashSecret } from '#kernel/ids.ts';
import type { Identity } from '#platform/http/handler.ts';
import { describePerson } from '../accounts/index.ts';
import { readStream } from '../streams/index.ts';
import { keyOfAnother, keyUnknown, noBearer } from './errors.ts';
import type { Asking, WhipDeps } from './parts.ts';
import { isKey } from './rules/key-form.ts';
import { findKeyByHash } from './store-keys.ts';

export interface Sender {
  readonly identity: Identity;
  /** Of the ingest key it was proved by; undefined where it was an access token. */
  readonly keyId: string | undefined;
}

/** @throws Refusal UNAUTHENTICATED; FORBIDDEN where the key is another stream's; NOT_FOUND */
export async function identifySender(
  { database, identify }: Pick<WhipDeps, 'database' | 'identify'>,
  { stream, bearer }: Pick<Asking, 'stream' | 'bearer'>,
): Promise<Sender> {
  if (bearer === undefined) throw noBearer();
  if (!isKey(bearer)) return { identity: await identify(bearer), keyId: undefined };
  const key = await findKeyByHash(database.read, hashSecret(bearer));
  if (key === null) throw keyUnknown();
  if (key.streamId !== stream) throw keyOfAnother();
  const { performer } = await readStream(database.read, stream);
  const identity = await describePerson(database.read, performer.id, key.id);
  if (identity === null) throw keyUnknown();
  return { identity, keyId: key.id };
}
