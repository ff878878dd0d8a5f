/**
 * What becomes of the words of a tip: judged before anybody sees them, as in chat. Slow mode and followers-only hold for
 * chat alone; whoever is silenced there does not speak by giving.
 */
import type { Reader } from '#platform/database/index.ts';
import type { WordingReason } from '#protocol/socket/chat.ts';
import { readChannelWords, timedOut } from '../channels/index.ts';
import { judgeText } from '../wording/index.ts';
import { contentBlocked } from './errors.ts';
import type { Target } from './find-target.ts';
import { findSaid } from './store.ts';

/** As it is stored. */
export interface JudgedMessage {
  readonly message: string | null;
  readonly messageState: 'shown' | 'held' | null;
  readonly reasons: readonly WordingReason[];
}

export interface Judging {
  readonly target: Target;
  readonly viewerId: string;
  readonly text: string | undefined;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  readonly ownHosts: readonly string[];
}

/** Lines of a minute that count as a flood. */
const recentMs = 60_000;
const mostRecent = 10;

/** @throws Refusal TIMED_OUT_OF_CHAT, CONTENT_BLOCKED: nothing is kept of it and nothing is charged */
export async function judgeMessage(read: Reader, judging: Judging): Promise<JudgedMessage> {
  const { target, viewerId, text, nowMs, ownHosts } = judging;
  const { performer, standing } = target;
  const performerId = performer.id;
  if (text === undefined) return { message: null, messageState: null, reasons: [] };
  const { mute, settings, wordsVersion, capacity } = standing;
  if (mute !== null) throw timedOut(mute);
  const [words, said] = await Promise.all([
    wordsVersion === 0 ? [] : readChannelWords(read, performerId),
    findSaid(read, { viewerId, performerId }, new Date(nowMs - recentMs), mostRecent),
  ]);
  const recent = said.map(({ message, at }) => ({ text: message ?? '', atMs: at.getTime() })).reverse();
  const links = capacity === null ? settings.links : 'allow';
  const { verdict, reasons } = judgeText(text, { words, links, recent, nowMs, ownHosts });
  if (verdict === 'block') throw contentBlocked(reasons);
  // Those who would decide about a held one are not held themselves.
  if (verdict === 'allow' || capacity !== null) return { message: text, messageState: 'shown', reasons: [] };
  return { message: text, messageState: 'held', reasons };
}
