/**
 * What is wrong in a room, and in which order rooms are shown: whoever looks should see first where people suffer.
 */
import type { MediaRoom, RoomTrouble } from '#protocol/http/media.ts';
import type { QualityState } from '#protocol/socket/quality.ts';

/** A room as it was found. */
export interface FoundRoom extends Omit<MediaRoom, 'state' | 'troubles'> {
  /** Whether the node that has its media answered. */
  readonly nodeAnswers: boolean;
}

/** mediasoup's score of a layer below which pictures suffer. */
const badScore = 6;
/** From this share of those who report on, it is the room and not one viewer's own network. */
const manyShare = 0.2;

/** How bad each trouble is; in the order in which they are shown. */
const weights: Readonly<Record<RoomTrouble, QualityState>> = {
  node_silent: 'poor',
  nowhere: 'poor',
  nothing_sent: 'poor',
  nothing_arrives: 'poor',
  viewers_poor: 'poor',
  arrives_badly: 'fair',
  performer_poor: 'fair',
  viewers_fair: 'fair',
};
const order = Object.keys(weights) as RoomTrouble[];

/** Its troubles, the worst first, and the state they make. */
export function judgeRoom(room: FoundRoom): Pick<MediaRoom, 'state' | 'troubles'> {
  const found = { ...troublesOfMedia(room), ...troublesOfQuality(room) };
  const troubles = order.filter((trouble) => found[trouble] === true);
  const states = troubles.map((trouble) => weights[trouble]);
  if (states.includes('poor')) return { state: 'poor', troubles };
  return { state: states.length === 0 ? 'good' : 'fair', troubles };
}

type Found = Partial<Record<RoomTrouble, boolean>>;

function troublesOfMedia({ stream, node, nodeAnswers, origin, producers }: FoundRoom): Found {
  const isLive = stream?.state === 'LIVE';
  if (origin === null)
    return { node_silent: node !== null && !nodeAnswers, nowhere: isLive && (node === null || nodeAnswers) };
  const sent = producers.filter(({ paused }) => !paused);
  return {
    nothing_sent: isLive && producers.length === 0,
    nothing_arrives: sent.some(({ score }) => score === 0),
    arrives_badly: sent.some(({ score }) => score > 0 && score < badScore),
  };
}

function troublesOfQuality({ quality: { viewers, performer } }: FoundRoom): Found {
  const shareOf = (some: number): number => (viewers.reporting === 0 ? 0 : some / viewers.reporting);
  const arePoor = shareOf(viewers.poor) >= manyShare;
  return {
    viewers_poor: arePoor,
    viewers_fair: !arePoor && shareOf(viewers.poor + viewers.fair) >= manyShare,
    performer_poor: performer?.state === 'poor',
  };
}

/** Sorts by trouble, then by how many watch, then by id so that rows do not jump. */
export function byTrouble(one: MediaRoom, other: MediaRoom): number {
  return weigh(one) - weigh(other) || other.viewers - one.viewers || (one.id < other.id ? -1 : 1);
}

function weigh({ troubles: [worst] }: MediaRoom): number {
  return worst === undefined ? order.length : order.indexOf(worst);
}
