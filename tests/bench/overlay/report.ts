/**
 * From tips that were seen to figures: what is printed of a run of `overlay`.
 */
import { describeTimes, type Figure, figuresOfTimes } from '../figures.ts';
import type { Tipping } from '../tips/load.ts';
import type { Spent } from '../tips/spent.ts';

export interface Measured {
  /** Of each tip at each socket that is looked at. */
  readonly inRoom: Tipping;
  /** Of each tip at each page of OBS; undefined where there is none. */
  readonly inObs: Tipping | undefined;
  /** By all processes of the server meanwhile. */
  readonly spent: Spent;
}

/** Everything that is printed; the baseline has no pages of OBS. */
export function figuresOf(ours: Measured, bare: Measured): Figure[] {
  const times = (metric: string, read: (measured: Measured) => readonly number[] | undefined): Figure[] =>
    figuresOfTimes({ bench: 'overlay', metric }, read(ours) ?? [], read(bare));
  const perTip = ({ spent, inRoom }: Measured): number =>
    (Object.values(spent).reduce((sum, ms) => sum + ms, 0) * 1_000) / inRoom.ids.length;
  return [
    ...times('accepted_to_room', ({ inRoom }) => inRoom.acceptedToSeen),
    ...times('sent_to_room', ({ inRoom }) => inRoom.sentToSeen),
    ...times('accepted_to_obs', ({ inObs }) => inObs?.acceptedToSeen),
    ...times('sent_to_accepted', ({ inRoom }) => inRoom.sentToAccepted),
    {
      ...{ bench: 'overlay', metric: 'processor_per_tip', unit: 'µs', n: ours.inRoom.ids.length },
      ...{ value: perTip(ours), baseline: perTip(bare) },
    },
  ];
}

/** One line for people. */
export function describeSeen(name: string, where: string, tipping: Tipping): string {
  const { sentToAccepted, acceptedToSeen, missed, refused } = tipping;
  return [
    `  ${name}, ${where}: accepted → there ${describeTimes(acceptedToSeen)}`,
    `sent → accepted ${describeTimes(sentToAccepted)}`,
    `${missed} not there in time, ${refused} refused`,
  ].join(', ');
}
