/**
 * Which audiences a seat belongs to.
 */
import type { Audience } from '#protocol/socket/envelope.ts';

type Shared = Exclude<Audience, 'session'>;

/** Everybody hears what is public; the performer hears what is theirs as well. */
export function audiencesOf({ as }: { readonly as: 'viewer' | 'performer' }): readonly Shared[] {
  return as === 'performer' ? ['public', 'performer'] : ['public'];
}
