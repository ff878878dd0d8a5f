/**
 * What is said between a process full of viewers and the one that started it.
 */
import type { Heard } from './arrivals.ts';

export interface CrowdPlan {
  /** `ws://…/ws` */
  readonly url: string;
  /** Viewers are spread over these evenly. */
  readonly rooms: readonly string[];
  readonly viewers: number;
  /** How many begin in a second. */
  readonly joinsPerSecond: number;
  /** Packets carry the time at which they were sent; how long they took is kept. */
  readonly timed: boolean;
  /** They come to the bare server of a bench, whose watchers speak another language. */
  readonly bare: boolean;
}

export interface ViewerSeen {
  readonly name: string;
  readonly room: string;
  readonly isOnline: boolean;
  /** How many transports it has had. */
  readonly transports: number;
  /** From its beginning to the first packet of pictures; null: none came yet. */
  readonly joinMs: number | null;
  /** When its session was taken up again the last time, by the shared clock. */
  readonly resumedMs: number | null;
  readonly heard: Heard;
}

export type CrowdAsk =
  | { readonly ask: 'open'; readonly plan: CrowdPlan }
  /** Everything is counted anew from now on. */
  | { readonly ask: 'mark' }
  | { readonly ask: 'look' }
  /** How long each packet took since the last mark, in milliseconds, viewer by viewer in the order they came. */
  | { readonly ask: 'delays' }
  /** The network is back. */
  | { readonly ask: 'online' }
  | { readonly ask: 'leave' };

export type CrowdAnswer = {
  readonly viewers?: readonly ViewerSeen[];
  readonly delaysMs?: readonly (readonly number[])[];
};
