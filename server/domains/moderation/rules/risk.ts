/**
 * How much a live room deserves a look: points with their names, so that staff sees what the number is made of. It decides nothing.
 * Reports by viewers are to be one part more when there are any.
 */
export interface Signs {
  /** Lines of chat that wait for a moderator. */
  readonly heldLines: number;
  /** Lines the filter stopped, and people silenced in the channel, in the last ten minutes. */
  readonly flaggedLines: number;
  readonly sanctions: number;
  /** In this show. */
  readonly warnings: number;
  readonly adult: boolean;
  /** How long the performer has had an account, in days. */
  readonly accountDays: number;
  /** Whether anything is kept from the audience. */
  readonly held: boolean;
}

export interface Part {
  readonly name: string;
  readonly points: number;
  /** In words. */
  readonly about: string;
}

/** A week. */
const newForDays = 7;

/** The parts that count, the heaviest first, and their sum, 100 at most. */
export function riskOf(signs: Signs): { readonly score: number; readonly parts: Part[] } {
  const { heldLines, flaggedLines, sanctions, warnings, adult, accountDays, held } = signs;
  const all: Part[] = [
    { name: 'Warned', points: Math.min(40, warnings * 20), about: `${warnings} in this show` },
    { name: 'Stopped lines', points: Math.min(30, flaggedLines * 3), about: `${flaggedLines} in ten minutes` },
    { name: 'People silenced', points: Math.min(20, sanctions * 5), about: `${sanctions} in ten minutes` },
    { name: 'Waiting lines', points: Math.min(20, heldLines * 2), about: `${heldLines} held for a moderator` },
    { name: 'Something is held back', points: held ? 15 : 0, about: 'muted, blurred or paused by staff' },
    { name: 'New performer', points: accountDays < newForDays ? 10 : 0, about: 'an account of less than a week' },
    { name: 'Adult', points: adult ? 10 : 0, about: 'marked so by the performer' },
  ];
  const parts = all.filter(({ points }) => points > 0).toSorted((one, other) => other.points - one.points);
  return {
    score: Math.min(
      100,
      parts.reduce((sum, { points }) => sum + points, 0),
    ),
    parts,
  };
}
