/**
 * Five hundred sockets in one room: some speak, the rest only hear, and a few of those are looked at.
 */
import { sleep } from '#kernel/clock.ts';
import { processorMs } from './processor.ts';
import type { ChatSide, Mouth } from './side.ts';

export interface Crowd {
  /** Says lines evenly spread over a time, whatever becomes of the ones before. */
  talk(linesPerSecond: number, seconds: number): Promise<Talk>;
}

/** What came of it; times in milliseconds. */
export interface Talk {
  readonly sentToAcked: readonly number[];
  /** Of each line at each socket that is looked at. */
  readonly ackedToSeen: readonly number[];
  readonly sentToSeen: readonly number[];
  /** Lines that were acknowledged in each second of the talk, its end included. */
  readonly linesPerSecond: number;
  /** Lines that a socket that is looked at did not hear in time. */
  readonly missed: number;
  /** Of one processor core, in percent. */
  readonly processorPercent: number;
}

export interface CrowdSize {
  readonly speaking: number;
  readonly hearing: number;
  readonly lookedAt: number;
}

const atOnce = 20;
const lastsMs = 8_000;

/** Everybody comes in. */
export async function gatherCrowd(side: ChatSide, { speaking, hearing, lookedAt }: CrowdSize): Promise<Crowd> {
  const seen: Map<string, number>[] = Array.from({ length: lookedAt }, () => new Map<string, number>());
  const mouths: Mouth[] = [];
  await inTurns(speaking, async () => void mouths.push(await side.speak()));
  await inTurns(hearing - lookedAt, () => side.hear());
  for (const heard of seen) await side.hear((id, atMs) => void heard.set(id, atMs));
  return { talk: (linesPerSecond, seconds) => talk(side, mouths, seen, { linesPerSecond, seconds }) };
}

interface Line {
  readonly sentMs: number;
  readonly ackedMs: number;
  readonly id: string;
}

async function talk(
  side: ChatSide,
  mouths: readonly Mouth[],
  seen: readonly Map<string, number>[],
  { linesPerSecond, seconds }: { linesPerSecond: number; seconds: number },
): Promise<Talk> {
  const beganMs = performance.now();
  const busyMs = processorMs(side.pid);
  const lines: Promise<Line>[] = [];
  for (let at = 0; at < linesPerSecond * seconds; at += 1) {
    const dueMs = beganMs + (at * 1_000) / linesPerSecond;
    const restMs = dueMs - performance.now();
    if (restMs > 1) await sleep(restMs);
    const mouth = mouths[at % mouths.length];
    // From when it was due: a generator that lags behind must not make the server look better.
    if (mouth !== undefined) lines.push(say(mouth, dueMs));
  }
  const said = await Promise.all(lines);
  const tookMs = performance.now() - beganMs;
  const processorPercent = (100 * (processorMs(side.pid) - busyMs)) / tookMs;
  await untilSeen(seen, said);
  const moments = said.flatMap((line) => seen.map((heard) => ({ line, seenMs: heard.get(line.id) })));
  const caught = moments.flatMap(({ line, seenMs }) => (seenMs === undefined ? [] : [{ line, seenMs }]));
  for (const heard of seen) heard.clear();
  return {
    sentToAcked: said.map(({ sentMs, ackedMs }) => ackedMs - sentMs),
    ackedToSeen: caught.map(({ line, seenMs }) => seenMs - line.ackedMs),
    sentToSeen: caught.map(({ line, seenMs }) => seenMs - line.sentMs),
    linesPerSecond: (said.length * 1_000) / tookMs,
    missed: moments.length - caught.length,
    processorPercent,
  };
}

async function say(mouth: Mouth, sentMs: number): Promise<Line> {
  const id = await mouth.say(words());
  return { id, sentMs, ackedMs: performance.now() };
}

async function untilSeen(seen: readonly Map<string, number>[], said: readonly Line[]): Promise<void> {
  const deadlineMs = performance.now() + lastsMs;
  const all = (): boolean => seen.every((heard) => said.every(({ id }) => heard.has(id)));
  while (!all() && performance.now() < deadlineMs) await sleep(20);
}

async function inTurns(many: number, work: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < many; done += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, many - done) }, work));
  }
}

/** Nonsense that nobody said before: what repeats would be held as a flood. */
function words(): string {
  const letters = 'bcdfghjklmnprstvz';
  const vowels = 'aeiou';
  const one = (from: string): string => from[Math.floor(Math.random() * from.length)] ?? '';
  const word = (): string => Array.from({ length: 4 }, () => one(letters) + one(vowels)).join('');
  return [word(), word(), word(), word()].join(' ');
}
