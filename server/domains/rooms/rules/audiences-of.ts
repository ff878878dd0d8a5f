/**
 * Which audiences a seat belongs to.
 */
import type { Audience } from '#protocol/socket/envelope.ts';

type SharedAudience = Exclude<Audience, 'session' | 'person'>;

export interface Hearer {
  readonly as: 'viewer' | 'performer';
  readonly moderates: boolean;
}

/** Everybody hears what is public; the performer what is theirs as well, and whoever moderates what is for those who do. */
export function audiencesOf({ as, moderates }: Hearer): readonly SharedAudience[] {
  return [
    'public',
    ...(as === 'performer' ? (['performer'] as const) : []),
    ...(moderates ? (['moderators'] as const) : []),
  ];
}
