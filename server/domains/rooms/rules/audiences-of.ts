/**
 * Which audiences a seat belongs to.
 */
import type { Audience } from '#protocol/socket/envelope.ts';
import type { SeatedAs } from '#protocol/socket/room.ts';

type SharedAudience = Exclude<Audience, 'session' | 'person'>;

export interface Hearer {
  readonly as: SeatedAs;
  readonly moderates: boolean;
  readonly staff: boolean;
}

/**
 * Everybody hears what is public; the performer what is theirs as well, whoever moderates what is for those who do, and staff of the
 * platform what is for staff.
 */
export function audiencesOf({ as, moderates, staff }: Hearer): readonly SharedAudience[] {
  return [
    'public',
    ...(as === 'performer' ? (['performer'] as const) : []),
    ...(moderates ? (['moderators'] as const) : []),
    ...(staff ? (['staff'] as const) : []),
  ];
}
