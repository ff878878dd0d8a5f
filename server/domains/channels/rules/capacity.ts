/**
 * In which capacity somebody moderates a channel, and whom they may silence.
 */
import type { Role } from '#protocol/http/route.ts';

/** As the performer whose channel it is, as somebody they appointed, or as staff of the platform. */
export type Capacity = 'performer' | 'appointed' | 'staff';

interface Somebody {
  readonly userId: string;
  /** Those that count. */
  readonly roles: readonly Role[];
}

/** Whether these roles make a person staff. */
export function isStaff(roles: readonly Role[]): boolean {
  return roles.includes('moderator') || roles.includes('admin');
}

/** The strongest capacity they have, null where they have none. Staff in its own channel is its performer. */
export function capacityOf(performerId: string, who: Somebody, appointed: boolean): Capacity | null {
  if (who.userId === performerId) return 'performer';
  if (isStaff(who.roles)) return 'staff';
  return appointed ? 'appointed' : null;
}

/**
 * Nobody silences the performer in their own channel, and nobody staff: staff must be able to look into every room.
 * Moderators are silenced by the performer and by staff, not by each other.
 * @param of the capacity of the person who would be silenced
 */
export function maySilence(by: Capacity, of: Capacity | null): boolean {
  if (of === 'performer' || of === 'staff') return false;
  return of === null || by !== 'appointed';
}
