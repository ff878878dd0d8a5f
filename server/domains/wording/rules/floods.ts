/** Floods: one line again and again, one thing again and again in a line, walls of capitals, towers of marks, mention storms. */
import type { Finding } from './findings.ts';
import { type FoldedText, foldText } from './fold-text.ts';

/** A line of the same person, a little earlier. */
export interface RecentLine {
  readonly text: string;
  readonly atMs: number;
}

const windowMs = 60_000;
/** How many earlier lines are looked at; what a person sent before them is long gone. */
const lookBack = 10;
const mentionsHeld = 6;
const mentionsBlocked = 11;

/** Objections to the form of a line. @param nowMs milliseconds since 1970, as `recent` has them */
export function findFloods(text: FoldedText, recent: readonly RecentLine[], nowMs: number): Finding[] {
  const found: Finding[] = [];
  if (isWall(text)) found.push({ verdict: 'hold', reason: 'flood' });
  const fresh = recent.filter(({ atMs }) => nowMs - atMs < windowMs).slice(-lookBack);
  if (isRepeated(text, fresh)) found.push({ verdict: 'block', reason: 'flood' });
  const mentioned = new Set(text.plain.match(/@[\p{L}\p{N}_]{2,30}/gu) ?? []).size;
  if (mentioned >= mentionsHeld)
    found.push({ verdict: mentioned >= mentionsBlocked ? 'block' : 'hold', reason: 'mentions' });
  return found;
}

function isWall({ raw, plain }: FoldedText): boolean {
  const unit = /(.{1,24}?)\1{9,}/u.exec(plain)?.[0] ?? '';
  if ([...unit].length >= 40) return true;
  if (/\p{M}{4,}/u.test(raw.normalize('NFD'))) return true;
  const letters = raw.match(/\p{L}/gu) ?? [];
  const capitals = raw.match(/\p{Lu}/gu) ?? [];
  return letters.length >= 60 && capitals.length > letters.length * 0.8;
}

/** The third time within a minute; what is only a word or two may be said more often. */
function isRepeated(text: FoldedText, recent: readonly RecentLine[]): boolean {
  const core = coreOf(text);
  const allowed = core.length < 10 ? 4 : 1;
  return (
    recent.length > allowed && recent.filter((line) => isAlike(core, coreOf(foldText(line.text)))).length > allowed
  );
}

/** Letters only; a line without letters stands for itself. */
function coreOf({ plain }: FoldedText): string {
  return plain.replace(/[^\p{L}]/gu, '') || plain;
}

/** Nine of ten neighbouring pairs of letters are the same. */
function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.min(one.length, other.length) < 10) return false;
  const pairs = pairsOf(one);
  const others = pairsOf(other);
  const shared = [...pairs].filter((pair) => others.has(pair)).length;
  return (2 * shared) / (pairs.size + others.size) >= 0.9;
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
}
