/**
 * What is sent, as text. Made once: every attempt sends the same bytes, but for what must not be told any more. Pure.
 */
import type { Stream } from '#protocol/http/streams.ts';
import type { Tip } from '#protocol/http/tips.ts';
import type { WebhookType } from '#protocol/http/webhooks.ts';

/** The part of a message that says what happened. */
export type MessageData = Readonly<Record<string, unknown>>;

/** @param atMs when it happened, in milliseconds since 1970 */
export function bodyOf(type: WebhookType, atMs: number, data: MessageData): string {
  return JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data });
}

/** A stream as its performer is told of it. @param site where Busker is */
export function streamData({ id, title, sessionType, adult, tags }: Stream, site: URL): MessageData {
  return { id, title, sessionType, adult, tags, url: new URL(`/r/${id}`, site).href };
}

/** A tip as its performer sees it: who gave it anonymously is not in it, amounts are text. That it is pending is no news. */
export function tipData({ state: _state, ...tip }: Tip): MessageData {
  return { ...tip };
}

/** The same without whoever gave and what they said: for somebody who is gone. What holds neither stays as it is. */
export function unnamed(body: string): string {
  const message = JSON.parse(body) as { data?: { tip?: object } };
  if (message.data?.tip === undefined) return body;
  return JSON.stringify({
    ...message,
    data: { ...message.data, tip: { ...message.data.tip, from: null, message: null } },
  });
}
