/**
 * The chat as components see it: one for as long as the room is shown, told who looks at it.
 */
import { useEffect, useRef, useState } from 'react';
import type { Readable } from '../../signalling/index.ts';
import { Chat, type ChatLink } from './chat.ts';

/** The room whose chat it is, and how to speak with the server about it. */
export interface ChatSource {
  readonly room: string;
  readonly performer: { readonly id: string; readonly displayName: string; readonly handle: string };
  readonly link: ChatLink;
  /** Counts the room's snapshots. */
  readonly snapshots: Readable<number>;
}

/** Undefined until the first effect has run. */
export function useChat({ room, performer, link, snapshots }: ChatSource, me: string | undefined): Chat | undefined {
  const [chat, setChat] = useState<Chat>();
  const channel = performer.id;
  const beholder = useRef(me);
  beholder.current = me;
  useEffect(() => {
    // Later it is told who looks: signing in must not begin another chat.
    const made = new Chat(link, { room, performer: channel, me: beholder.current, snapshots, now, newKey });
    setChat(made);
    return () => made.close();
  }, [link, room, channel, snapshots]);
  useEffect(() => chat?.identify(me), [chat, me]);
  return chat;
}

function now(): number {
  return performance.now();
}

/** A random UUID (RFC 9562, version 4), also where the page is not served securely and `randomUUID` is missing. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
