/**
 * Judges the chain of the audit log, line by line, from values alone. Shares no code with the server that wrote it, on
 * purpose: the form of a seal is what docs/decisions/0013-audit.md says, computed here a second time.
 */
import { createHash } from 'node:crypto';
import { createWordsJudge, type Words } from './words-judge.ts';

/** One line of the log as the database or an export gives it. */
export interface Line {
  /** Null: the seal is there and its entry is not. */
  readonly entry: Entry | null;
  /** Null: not sealed yet. */
  readonly seal: Seal | null;
  /** The words that the entry promises; null: there are none, or they are forgotten. */
  readonly words: Words | null;
}

export interface Entry {
  readonly id: string;
  readonly at: string;
  readonly actor: string | null;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** The words themselves, in entries from before they could be forgotten. */
  readonly reason: string | null;
  /** HMAC-SHA-256 of the words with their salt; absent or null: none are promised. */
  readonly reasonCommitment?: string | null;
  readonly facts: unknown;
  readonly ip: string | null;
}

export interface Seal {
  readonly position: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sealedAt: string;
}

export interface ChainJudge {
  /** Takes the next line: sealed ones in the order of their positions, the others last. @returns what is wrong with it */
  take(line: Line): string | undefined;
  /** What is known after the last line. */
  readonly seen: Seen;
  /** After the last line: entries whose words are gone, and those of them whose going was never written down. */
  readonly wordless: () => { readonly forgotten: number; readonly taken: readonly string[] };
}

export interface Seen {
  readonly sealed: number;
  readonly unsealed: number;
  readonly first: Seal | undefined;
  readonly head: Seal | undefined;
  /** Whether the head that somebody noted was passed. */
  readonly notedSeen: boolean;
}

export interface Terms {
  /** Positions may be missing: an export of some entries only. */
  readonly gaps: boolean;
  /** The first line must be the first of the chain. */
  readonly fromStart: boolean;
  /** A hash that must occur. */
  readonly noted: string | undefined;
}

/**
 * Entries get their numbers while a transaction runs and their time before that; none runs for a minute, and the clocks of
 * two machines do not differ by more. What is older than what was sealed before it by more than this was put in afterwards.
 */
const latestMs = 10 * 60_000;
const noHash = '0'.repeat(64);

/** A judge that has seen nothing yet. */
export function createChainJudge(terms: Terms): ChainJudge {
  const seen = { sealed: 0, unsealed: 0, first: undefined, head: undefined, notedSeen: false } as {
    -readonly [Key in keyof Seen]: Seen[Key];
  };
  const ids = new Set<string>();
  const words = createWordsJudge();
  let newestMs = 0;
  return {
    seen,
    wordless: words.wordless,
    take({ entry, seal, words: given }) {
      if (entry !== null && ids.has(entry.id)) return `Entry ${entry.id} is there twice.`;
      if (entry !== null) ids.add(entry.id);
      const untold = entry === null ? undefined : words.take(entry, given);
      if (untold !== undefined) return untold;
      if (seal === null) {
        seen.unsealed += 1;
        return undefined;
      }
      const fault = misplaced(seal, seen.head, terms) ?? untrue(entry, seal) ?? late(entry, seal, newestMs);
      if (fault !== undefined) return fault;
      seen.sealed += 1;
      seen.first ??= seal;
      seen.head = seal;
      seen.notedSeen ||= seal.hash === terms.noted;
      newestMs = Math.max(newestMs, Date.parse(entry?.at ?? ''));
      return undefined;
    },
  };
}

function misplaced({ position, previousHash }: Seal, head: Seal | undefined, terms: Terms): string | undefined {
  const here = BigInt(position);
  if (head === undefined) {
    if (here !== 1n && terms.fromStart) return `Position 1 is missing: the chain begins at position ${position}.`;
    return here === 1n && previousHash !== noHash ? 'Position 1 does not begin the chain.' : undefined;
  }
  const expected = BigInt(head.position) + 1n;
  if (here < expected) return `Position ${position} stands after position ${head.position}: the order was changed.`;
  if (here > expected) return terms.gaps ? undefined : `Position ${expected} is missing: an entry was removed.`;
  if (previousHash === head.hash) return undefined;
  return `Position ${position} does not follow position ${head.position}: something was exchanged between them.`;
}

function untrue(entry: Entry | null, seal: Seal): string | undefined {
  if (entry === null) return `Position ${seal.position}: its entry was removed.`;
  if (sealOf(entry, seal) === seal.hash) return undefined;
  return `Entry ${entry.id} (position ${seal.position}, ${entry.action}, ${entry.at}) is not what was sealed.`;
}

function late(entry: Entry | null, { position, sealedAt }: Seal, newestMs: number): string | undefined {
  if (entry === null) return undefined;
  const atMs = Date.parse(entry.at);
  const of = `Entry ${entry.id} (position ${position}, ${entry.action})`;
  if (atMs < newestMs - latestMs)
    return `${of} says ${entry.at} but came after newer ones: it was inserted afterwards.`;
  return atMs > Date.parse(sealedAt) + latestMs ? `${of} says ${entry.at} but was sealed before.` : undefined;
}

function sealOf(entry: Entry, { position, previousHash, sealedAt }: Seal): string {
  const { id, at, actor, action, subject, reason, reasonCommitment, facts, ip } = entry;
  const promised = typeof reasonCommitment === 'string' ? { reasonCommitment } : {};
  const sealed = {
    entry: { action, actor, at, facts, id, ip, reason, ...promised, subject: { id: subject.id, kind: subject.kind } },
    ...{ position, previousHash, sealedAt },
  };
  return createHash('sha256').update(oneForm(sealed)).digest('hex');
}

/** RFC 8785: members by name, no white space. */
function oneForm(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneForm).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const byName = new Map(Object.entries(value));
  const names = [...byName.keys()].sort((one, other) => (one < other ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${oneForm(byName.get(name))}`).join(',')}}`;
}
