/**
 * Changes title and tags of what was announced, while it is live too: whoever watches sees it at once.
 */
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { requireClean } from '../wording/index.ts';
import { requirePerforming } from './access.ts';
import { notYourStream, streamNotFound, wrongState } from './errors.ts';
import type { StreamDeps } from './start-stream.ts';
import { lockStream, rename, type StreamRow } from './store.ts';

/**
 * What is absent stays; what is the same already is told to nobody.
 * @throws CONTENT_BLOCKED for title or a tag; NOT_FOUND; FORBIDDEN where it is another performer's, or they are none any
 * more; STREAM_STATE where it is put away
 */
export async function editStream(
  deps: StreamDeps,
  id: string,
  performerId: string,
  { title, tags }: BodyOf<typeof routes.editStream>,
): Promise<StreamRow> {
  for (const text of [title ?? [], tags ?? []].flat()) requireClean(text);
  const edited = await deps.database.transact(async (tx) => {
    await requirePerforming(tx, performerId);
    const stream = await lockStream(tx, id);
    if (stream === null) throw streamNotFound();
    if (stream.performerId !== performerId) throw notYourStream();
    if (stream.state === 'STALE' || stream.state === 'ARCHIVED') throw wrongState(stream.state, 'be changed');
    const wanted = { title: title ?? stream.title, tags: tags === undefined ? stream.tags : [...new Set(tags)] };
    if (wanted.title === stream.title && String(wanted.tags) === String(stream.tags)) return stream;
    await deps.news.record(tx, { name: 'stream.changed', key: id, body: { streamId: id } });
    return rename(tx, id, wanted);
  });
  deps.news.deliverSoon(id);
  return edited;
}
