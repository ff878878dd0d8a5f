/**
 * Puts the chat of one API process together: who stores its lines, who tells them.
 */
import type { Reader } from '#platform/database/index.ts';
import { keepWords } from './keep-words.ts';
import type { ChatDeps } from './parts.ts';
import { tellLines } from './tell-lines.ts';
import { writeLines } from './write-lines.ts';

export type ChatParts = Omit<ChatDeps, 'write' | 'tell' | 'wordsOf'>;

export interface Chat {
  readonly deps: ChatDeps;
  /** Stores and tells what is under way, then takes nothing more. */
  close(): Promise<void>;
}

/** Opens the chat of this process. */
export function openChat(parts: ChatParts): Chat {
  const read: Reader = parts.database.read;
  const writer = writeLines(parts.database);
  const teller = tellLines(parts);
  const later = (error: unknown): void => parts.log.warn({ err: error }, 'lines are told later');
  return {
    deps: {
      ...parts,
      write: (draft) => writer.add(draft),
      tell: (rows) => {
        for (const row of rows) teller.add(row).catch(later);
      },
      wordsOf: keepWords(read),
    },
    async close() {
      await writer.close();
      await teller.close();
    },
  };
}
