/**
 * Tells followers that somebody is live, a thousand at a time. How far that is stands in the row of its round, written with
 * the lines themselves: killed anywhere, it goes on where it was and writes nobody a second line. Who was on the site and was
 * being told at that moment may be told again, of the same line.
 */
import { newId } from '#kernel/ids.ts';
import type { Writer } from '#platform/database/index.ts';
import type { Stream } from '#protocol/http/streams.ts';
import { followersOf } from '../profiles/index.ts';
import { readStream } from '../streams/index.ts';
import type { NotifyDeps } from './notify-person.ts';
import { findOpenRound, findTold, insertForMany, markReached, markTold, type Round, takeRound } from './store.ts';
import { tellPeople } from './tell-people.ts';

const pageSize = 1_000;
/** Of one call; what is left is done by the next. */
const mostPages = 50;

/** For a job, every second. Rejects where Redis is away; what was written stays. @returns how many pages were worked on */
export async function tellFollowers(deps: NotifyDeps): Promise<number> {
  for (let page = 0; page < mostPages; page += 1) {
    const round = await findOpenRound(deps.database.read);
    if (round === null) return page;
    if (round.reached !== null && round.reached !== round.told) await tell(deps, round, round.reached);
    const written = await deps.database.transact((tx) => writePage(deps, tx, round));
    // Another process has it.
    if (written === null) return page;
    if (written.reached !== null) await tell(deps, { ...round, told: written.from }, written.reached);
  }
  return mostPages;
}

interface Written {
  readonly from: string | null;
  /** Null: there was nobody left. */
  readonly reached: string | null;
}

async function writePage({ clock }: NotifyDeps, tx: Writer, { eventId }: Round): Promise<Written | null> {
  const round = await takeRound(tx, eventId);
  if (round === null) return null;
  const stream = await readStream(tx, round.streamId);
  const over = stream.state !== 'LIVE';
  const page = over ? [] : await followersOf(tx, round.performerId, round.reached, pageSize);
  const at = new Date(clock.now());
  const ids = page.map(() => newId(clock.now()));
  if (page.length > 0) await insertForMany(tx, ids, page, newsOf(stream, eventId, at));
  const reached = page.at(-1) ?? null;
  await markReached(tx, eventId, { reached, done: page.length < pageSize, at });
  return { from: round.reached, reached };
}

async function tell({ database, live }: NotifyDeps, { eventId, told }: Round, upTo: string): Promise<void> {
  await tellPeople({ read: database.read, live }, await findTold(database.read, aboutOf(eventId), told, upTo));
  await database.transact((tx) => markTold(tx, eventId, upTo));
}

function newsOf({ id, performer, title }: Stream, eventId: bigint, at: Date) {
  const facts = { about: aboutOf(eventId), subjectId: performer.id, link: `/r/${id}`, at };
  return { ...facts, title: `${performer.displayName} is live`, text: title };
}

function aboutOf(eventId: bigint): string {
  return `live:${eventId}`;
}
