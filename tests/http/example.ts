/**
 * What an example of a route is made of.
 */
import type { ErrorCode } from '#protocol/errors.ts';
import type { WorldStack } from '../world/stack.ts';
import type { Person } from './people.ts';

export interface GoodRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly file?: { readonly type: string; readonly bytes: Buffer };
  /** Refusals that only somebody gets who was let in, where a machine cannot do better: a passkey needs a finger. */
  readonly otherwise?: readonly ErrorCode[];
  /** It changes who asks: whoever asks it afterwards is somebody else. */
  readonly spends?: true;
}

export interface Given {
  readonly stack: WorldStack;
  /** A live stream of the performer. */
  readonly live: string;
  /** Who is going to ask; absent: the demo's performer. */
  readonly as: Person | undefined;
}

export type Example = (given: Given) => GoodRequest | Promise<GoodRequest>;
