/**
 * Slow mode: one line of a person within its pause, exactly, however many sockets and processes they speak through.
 */
import type { Standing } from '../channels/index.ts';
import { slowMode } from './errors.ts';
import type { ChatDeps } from './parts.ts';
import type { DraftLine } from './rules/line-rows.ts';
import { takeTurn } from './store.ts';

/** Nobody who moderates waits. @throws Refusal SLOW_MODE with `retryAfterSeconds` */
export async function waitTurn(deps: ChatDeps, { settings, capacity }: Standing, draft: DraftLine): Promise<void> {
  const pauseMs = settings.slowModeSeconds * 1_000;
  if (pauseMs === 0 || capacity !== null) return;
  const { roomId: room, authorId: author, key, createdAt: at } = draft;
  const lastAt = await deps.database.transact((tx) => takeTurn(tx, { room, author, key, at, pauseMs }));
  if (lastAt === null) return;
  throw slowMode(Math.max(1, Math.ceil((lastAt.getTime() + pauseMs - at.getTime()) / 1_000)));
}
