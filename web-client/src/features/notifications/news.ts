/**
 * Notifications as they come over a socket, for whoever shows them.
 */
import type { NoteBody } from '#protocol/socket/notes.ts';

export type News = NoteBody<'notification.new'>;

const listeners = new Set<(news: News) => void>();

/** For the app: a `notification.new` came over the page's socket. */
export function newsArrived(news: News): void {
  for (const listener of listeners) listener(news);
}

/** Calls back for each; the answer stops it. */
export function onNews(listener: (news: News) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
