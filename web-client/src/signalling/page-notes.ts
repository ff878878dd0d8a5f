/**
 * Every note of whatever conversation the page has open, for what stands beside rooms: the bell in the header.
 */
import type { Note } from '#protocol/socket/notes.ts';
import { createListeners } from './listeners.ts';

const notes = createListeners<Note>();

export const onPageNote = notes.listen;

/** For who opens the page's conversation. */
export const tellPageNote = notes.tell;
