/**
 * Where a chat keeps its state: nothing at first.
 */
import { Memory } from '../../signalling/memory.ts';
import { type ChatState, closedChat } from './chat-state.ts';

export class ChatMemory extends Memory<ChatState> {
  /** @param gatherMs how long changes that may wait gather before they are drawn, in milliseconds */
  constructor(gatherMs: number) {
    super(closedChat, gatherMs);
  }
}
