/**
 * What is being written: the text with its caret, the line it answers, and the draft that outlives the page.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type ChatLine, maxLineLength } from '#protocol/socket/chat.ts';
import { keepDraft, readDraft } from './draft.ts';

export interface Composer {
  readonly ref: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly caret: number;
  readonly replyTo: ChatLine | undefined;
  /** One line: breaks become spaces. */
  readonly change: (text: string, caret: number) => void;
  readonly moveCaret: (caret: number) => void;
  /** Puts words where the caret is, with a space around them, and goes on there. */
  readonly write: (words: string) => void;
  readonly reply: (line: ChatLine | undefined) => void;
  readonly clear: () => void;
}

export function useComposer(room: string): Composer {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [{ text, caret }, setWritten] = useState(() => {
    const draft = readDraft(room);
    return { text: draft, caret: draft.length };
  });
  const [replyTo, setReplyTo] = useState<ChatLine>();
  /** Where the caret is to be put once the text is drawn. */
  const wanted = useRef<number | undefined>(undefined);

  useEffect(() => keepDraft(room, text), [room, text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the caret follows the text
  useEffect(() => {
    if (wanted.current === undefined) return;
    ref.current?.focus();
    ref.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  }, [text, caret]);

  const change = useCallback((next: string, at: number) => {
    const line = next.replace(/[\r\n]+/g, ' ').slice(0, maxLineLength);
    setWritten({ text: line, caret: Math.min(at, line.length) });
  }, []);
  const moveCaret = useCallback((at: number) => {
    setWritten((before) => (before.caret === at ? before : { ...before, caret: at }));
  }, []);
  const write = useCallback((words: string) => {
    setWritten((before) => {
      const ahead = before.text.slice(0, before.caret);
      const gap = ahead === '' || ahead.endsWith(' ') ? '' : ' ';
      const start = `${ahead}${gap}${words} `;
      const next = `${start}${before.text.slice(before.caret).trimStart()}`.slice(0, maxLineLength);
      wanted.current = Math.min(start.length, next.length);
      return { text: next, caret: wanted.current };
    });
  }, []);
  const reply = useCallback((line: ChatLine | undefined) => {
    setReplyTo(line);
    ref.current?.focus();
  }, []);
  const clear = useCallback(() => {
    setWritten({ text: '', caret: 0 });
    setReplyTo(undefined);
  }, []);
  return { ref, text, caret, replyTo, change, moveCaret, write, reply, clear };
}
