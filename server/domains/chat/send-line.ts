/**
 * Says a line: who, where, may they speak, what is it, is it their turn, store it, tell the room.
 */
import { newId } from '#kernel/ids.ts';
import type { SentLine } from '#protocol/socket/chat.ts';
import type { Params } from '#protocol/socket/requests.ts';
import { banned, findPeopleByHandle, readStanding, type Standing, timedOut } from '../channels/index.ts';
import { follows } from '../profiles/index.ts';
import { type Judgement, judgeText } from '../wording/index.ts';
import type { Here } from './access.ts';
import { contentBlocked, followersOnly, keyUsed, noSuchLine } from './errors.ts';
import type { ChatDeps } from './parts.ts';
import { badgeOf } from './rules/badge.ts';
import { recentMs } from './rules/lifetimes.ts';
import { type DraftLine, isSameLine, type LineRow, quoteOf, sentFrom } from './rules/line-rows.ts';
import { handlesIn } from './rules/mentions.ts';
import { findLine, findSaid } from './store.ts';
import { waitTurn } from './wait-turn.ts';

type Given = Params<'chat.send'>;

/**
 * Stored before it is answered. The same key again answers the same line.
 * @throws Refusal RATE_LIMITED, BANNED, TIMED_OUT_OF_CHAT, FOLLOWERS_ONLY, SLOW_MODE, CONTENT_BLOCKED, NOT_FOUND (the line
 * it answers), CONFLICT (other words under the same key)
 */
export async function sendLine(deps: ChatDeps, here: Here, given: Given): Promise<SentLine> {
  const { read } = deps.database;
  const { room, performerId, identity } = here;
  await deps.limits.take('chat', identity.userId);
  const now = deps.clock.now();
  const about = { roomId: room, performerId, authorId: identity.userId, key: given.key };
  const [standing, said] = await Promise.all([
    readStanding(read, performerId, identity, now),
    findSaid(read, about, new Date(now - recentMs)),
  ]);
  await requireVoice(deps, here, standing);
  const before = said.find((line) => line.key === given.key && line.roomId === room);
  if (before !== undefined) return answer(before, given);
  const judged = await judge(deps, here, { text: given.text, standing, said });
  const draft = await draftOf(deps, here, { given, standing, judged, now });
  await waitTurn(deps, standing, draft);
  const { row, isNew } = await deps.write(draft);
  if (!isNew) return answer(row, given);
  deps.count(row.state === 'held' ? 'held' : 'shown');
  deps.tell([row]);
  return answer(row, given);
}

function answer(row: LineRow, { text }: Given): SentLine {
  if (!isSameLine(row, text)) throw keyUsed();
  return sentFrom(row);
}

async function requireVoice({ database }: ChatDeps, here: Here, { mute, settings, capacity }: Standing): Promise<void> {
  if (mute?.kind === 'ban') throw banned(mute.reason);
  if (mute !== null) throw timedOut(mute);
  if (!settings.followersOnly || capacity !== null) return;
  if (!(await follows(database.read, here.identity.userId, here.performerId))) throw followersOnly();
}

interface Judged {
  readonly text: string;
  readonly standing: Standing;
  /** Newest first. */
  readonly said: readonly LineRow[];
}

/** Those who would decide about a held line are not held themselves. Nothing of what is blocked is kept. */
async function judge(deps: ChatDeps, { performerId }: Here, { text, standing, said }: Judged): Promise<Judgement> {
  const { capacity, settings, wordsVersion } = standing;
  const recent = said.map((line) => ({ text: line.text, atMs: line.createdAt.getTime() })).reverse();
  const words = await deps.wordsOf(performerId, wordsVersion);
  const links = capacity === null ? settings.links : 'allow';
  const nowMs = deps.clock.now();
  const judged = judgeText(text, { words, links, recent, nowMs, ownHosts: deps.ownHosts });
  if (judged.verdict === 'block') {
    deps.count('blocked');
    throw contentBlocked(judged.reasons);
  }
  return capacity === null ? judged : { verdict: 'allow', reasons: [] };
}

interface Drafting {
  readonly given: Given;
  readonly standing: Standing;
  readonly judged: Judgement;
  readonly now: number;
}

async function draftOf(deps: ChatDeps, here: Here, { given, standing, judged, now }: Drafting): Promise<DraftLine> {
  const { read } = deps.database;
  const { room, performerId, identity } = here;
  const [answered, mentions] = await Promise.all([
    given.replyTo === undefined ? null : findLine(read, room, given.replyTo),
    findPeopleByHandle(read, handlesIn(given.text)),
  ]);
  if (given.replyTo !== undefined && answered?.state !== 'shown') throw noSuchLine();
  const held = judged.verdict === 'hold';
  return {
    ...{ id: newId(now), roomId: room, performerId, key: given.key, text: given.text, createdAt: new Date(now) },
    ...{ authorId: identity.userId, authorName: identity.displayName, authorHandle: identity.handle },
    ...{ authorBadge: badgeOf(standing.capacity), mentions, replyTo: answered === null ? null : quoteOf(answered) },
    ...{ state: held ? 'held' : 'shown', reasons: held ? judged.reasons : [] },
  };
}
