/**
 * Judges the words beside the entries of the audit log: whether they are what was promised, and, where they are gone, whether
 * their going was written down. Shares no code with the server, as chain-judge.ts.
 */
import { createHmac } from 'node:crypto';

export interface Words {
  /** The key, 32 bytes in hexadecimal. */
  readonly salt: string;
  readonly text: string;
}

interface Promising {
  readonly id: string;
  readonly action: string;
  readonly reasonCommitment?: string | null;
  readonly facts: unknown;
}

export interface WordsJudge {
  /** Takes the next entry with its words. @returns what is wrong with them */
  take(entry: Promising, words: Words | null): string | undefined;
  /** After the last entry: how many are without their words, and those of them that no entry says were forgotten. */
  wordless(): { readonly forgotten: number; readonly taken: readonly string[] };
}

const forgetting = 'audit.reasons-forgotten';

/** A judge that has seen nothing yet. */
export function createWordsJudge(): WordsJudge {
  const missing = new Set<string>();
  const forgotten = new Set<string>();
  return {
    take(entry, words) {
      if (entry.action === forgetting) for (const id of idsIn(entry.facts)) forgotten.add(id);
      const promise = entry.reasonCommitment ?? null;
      if (promise === null) return words === null ? undefined : `Entry ${entry.id} promised no reason and has one.`;
      if (words === null) missing.add(entry.id);
      else if (promiseOf(words) !== promise) return `The reason of entry ${entry.id} is not what was promised.`;
      return undefined;
    },
    wordless: () => ({
      forgotten: missing.size,
      taken: [...missing].filter((id) => !forgotten.has(id)),
    }),
  };
}

function promiseOf({ salt, text }: Words): string {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(text).digest('hex');
}

function idsIn(facts: unknown): string[] {
  const { entries } = facts as { readonly entries?: unknown };
  return Array.isArray(entries) ? entries.filter((one): one is string => typeof one === 'string') : [];
}
