/**
 * What every part of the chat may need: the chat itself, who looks at it, and what one part asks of another. Its identity
 * changes only with the person's rights, so that lines are not drawn again for anything else.
 */
import { createContext, useCallback, useContext } from 'react';
import type { ChatAuthor, ChatLine } from '#protocol/socket/chat.ts';
import { codeOf } from '../../signalling/index.ts';
import { useToast } from '../../ui/index.ts';
import type { Chat } from './chat.ts';
import { strings } from './strings.ts';

export type Author = Pick<ChatAuthor, 'id' | 'displayName' | 'handle'>;

export interface ChatTools {
  readonly chat: Chat;
  readonly me: string | undefined;
  readonly performer: string;
  readonly moderates: boolean;
  /** Whether one can say or do anything here; who watches silently cannot. */
  readonly speaks: boolean;
  readonly appoints: boolean;
  /** Begins a reply in the composer. */
  readonly reply: (line: ChatLine) => void;
  /** Writes a mention or another word into the composer. */
  readonly write: (words: string) => void;
  /** Opens the card of a person beside an element; `line` is theirs that it was opened from. */
  readonly showCard: (author: Author, beside: HTMLElement, line?: ChatLine) => void;
  /** Asks whether a person is to be shut out. */
  readonly askToBan: (author: Author) => void;
  /** Scrolls to a line and lights it up. */
  readonly goTo: (line: string) => void;
}

const ToolsContext = createContext<ChatTools | undefined>(undefined);
export const ChatToolsProvider = ToolsContext.Provider;

export function useChatTools(): ChatTools {
  const tools = useContext(ToolsContext);
  if (tools === undefined) throw new Error('This part of the chat stands outside of it');
  return tools;
}

/** Carries something out and says how it went; resolves with whether it went well. */
export function useAct(): (act: Promise<unknown>, done?: string) => Promise<boolean> {
  const toast = useToast();
  return useCallback(
    async (act, done) => {
      try {
        await act;
        if (done !== undefined) toast({ title: done, tone: 'ok' });
        return true;
      } catch (thrown) {
        toast({ title: strings.failed, description: strings.refusal(codeOf(thrown)), tone: 'error' });
        return false;
      }
    },
    [toast],
  );
}
