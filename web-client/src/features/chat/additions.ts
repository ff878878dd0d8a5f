/**
 * What others add to the chat of a room: lines among its lines, panels beside it, and what else waits for its moderators.
 */
import type { ReactNode } from 'react';
import type { DockTab } from '../../ui/dock.tsx';

/** Stands among the lines by its id, for ids sort by time. Its element carries the id as `data-line`. */
export interface AddedLine {
  readonly id: string;
  readonly content: ReactNode;
}

export interface ChatAdditions {
  readonly lines: readonly AddedLine[];
  /** After the chat's own. */
  readonly tabs: readonly DockTab[];
  /** Waits for moderators beside held lines. */
  readonly held: { readonly count: number; readonly content: ReactNode };
}

export const noAdditions: ChatAdditions = { lines: [], tabs: [], held: { count: 0, content: null } };
