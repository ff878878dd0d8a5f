/**
 * Everything the operator's view of the media says.
 */
import type { RoomTrouble } from '#protocol/http/media.ts';
import type { QualityState } from '#protocol/socket/quality.ts';

const count = new Intl.NumberFormat('en');
const many = (amount: number, one: string, more: string): string =>
  `${count.format(amount)} ${amount === 1 ? one : more}`;

/** 1.4 Mbit/s, 320 kbit/s. */
export function bitrateText(bps: number): string {
  if (bps >= 1_000_000) return `${(bps / 1_000_000).toFixed(1)} Mbit/s`;
  return `${Math.round(bps / 1_000)} kbit/s`;
}

/** 0.4 s, 120 ms; a dash for what nobody measured. */
export function msText(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** 34 %, 0.4 %; a dash for what nobody measured. @param share 0 to 1 */
export function shareText(share: number | null | undefined): string {
  if (share === null || share === undefined) return '–';
  const percent = share * 100;
  return `${percent > 0 && percent < 1 ? percent.toFixed(1) : Math.round(percent)} %`;
}

export const media = {
  title: 'Media',
  words: 'Nodes, workers, rooms, and how they go. Nobody who watches is named here.',
  back: 'All of the media',
  pause: 'Pause',
  goOn: 'Go on',
  live: 'Looks again every 3 seconds',
  paused: 'Paused',
  stale: (when: string) => `These figures are of ${when}. The server does not answer; it is asked again by itself.`,
  tiles: {
    title: 'At a glance',
    nodes: 'Nodes that answer',
    of: (some: number, all: number) => `${some} of ${all}`,
    workers: 'Workers',
    cpu: (share: string) => `${share} of a core on average`,
    rooms: 'Rooms',
    troubled: (some: number) => (some === 0 ? 'None in trouble' : `${some} in trouble on this page`),
    viewers: 'Watching',
    consumers: (some: number) => many(some, 'stream sent to them', 'streams sent to them'),
    quality: 'How viewers see it',
    nobody: 'No page reported within the last minute',
  },
  nodes: {
    title: 'Nodes and workers',
    none: 'No media node was ever heard of. Nobody can go live or watch.',
    columns: ['Worker', 'CPU', 'Consumers', 'Routers'] as const,
    worker: (pid: number, port: number) => `${pid}, port ${port}`,
    silent: 'Does not answer',
    up: 'Up',
    draining: 'Takes no new rooms',
    facts: (rooms: number, consumers: number) =>
      `${many(rooms, 'room', 'rooms')}, ${many(consumers, 'consumer', 'consumers')}`,
    process: (pid: number) => `process ${pid}`,
    registered: (ago: string) => `registered ${ago} ago`,
    unregistered: 'not registered',
    left: (some: number) => `${many(some, 'room', 'rooms')} more than are shown`,
    noWorkers: 'It says nothing of its workers.',
    cpu: (share: string) => `${share} of a core`,
    drain: 'Drain',
    drainTitle: (node: string) => `Drain ${node}?`,
    drainWords:
      'Its shows move to other nodes, without a picture missing where there is room, and it ends. There is no way back.',
    drained: (node: string) => `${node} is being emptied`,
    reason: 'Reason',
    reasonHint: 'Kept in the audit log.',
    reasonShort: 'Say why, in at least three letters.',
    cancel: 'Cancel',
  },
  charts: {
    title: 'The last quarter of an hour',
    none: 'There are no figures yet. One is taken every 5 seconds.',
    cpu: 'CPU of each worker',
    consumers: 'Consumers of each worker',
    quality: 'Viewers by how they see it',
    viewers: 'Watching',
    score: 'Lowest score of what is sent',
    scored: 'Score',
    worker: (node: string, pid: number) => `${node} ${pid}`,
    busiest: (shown: number, all: number) => `The ${shown} busiest of ${all} workers are drawn.`,
  },
  rooms: {
    title: 'Rooms',
    words: 'Those with most trouble first.',
    none: 'No room is live, and no node has one.',
    columns: ['Room', 'State', 'Watching', 'How viewers see it', 'Where'] as const,
    unknown: 'A room without a stream',
    noNode: 'Nowhere',
    edges: (some: number) => many(some, 'edge', 'edges'),
    before: 'Earlier rooms',
    next: 'More rooms',
  },
  room: {
    place: 'Where its media is',
    node: 'Node',
    epoch: 'Media epoch',
    origin: 'Origin worker',
    edges: 'Edge workers',
    noEdges: 'None',
    at: (worker: number, consumers: number) => `${worker} (${many(consumers, 'consumer', 'consumers')})`,
    consumers: 'Consumers',
    sent: 'What is sent',
    sentNone: 'Nothing is sent.',
    columns: ['Source', 'Layer', 'Arrives', 'Score'] as const,
    sources: { camera: 'Camera', microphone: 'Microphone', screen: 'Screen', 'screen-sound': 'Screen sound' },
    paused: 'paused',
    whole: 'whole',
    unsaid: 'The node does not say what arrives.',
    performer: 'What the performer’s page says',
    performerNone: 'It said nothing within the last minute.',
    said: (ago: string) => `${ago} ago. Its own word.`,
    viewers: 'What viewers’ pages say',
    history: 'The last quarter of an hour',
    gone: 'This room is neither live nor on a media node any more.',
    trouble: 'What is wrong',
    fine: 'Nothing speaks against it.',
  },
  figures: {
    sends: 'Sends',
    ofTarget: (sent: string, target: string) => `${sent} of ${target}`,
    fps: 'Frames a second',
    rtt: 'Round-trip time',
    rttMedian: 'Round-trip time, half of them below',
    loss: 'Loss',
    lossMost: 'Loss, 95 of 100 below',
    size: 'Picture',
    limitation: 'Kept down by',
    limitations: { none: 'Nothing', cpu: 'The processor', bandwidth: 'The network', other: 'Something else' },
    first: 'First picture, p50 and p95',
    freezes: 'Times the picture stood still',
    layers: 'Receive layer 0, 1, 2',
    reporting: 'Pages that reported',
  },
  shares: (good: number, fair: number, poor: number) => `${good} good, ${fair} fair, ${poor} poor`,
  states: { good: 'Good', fair: 'Fair', poor: 'Poor' } satisfies Record<QualityState, string>,
};

/** Each trouble in short, and what to look at. */
export const troubleWords: Readonly<Record<RoomTrouble, readonly [short: string, advice: string]>> = {
  node_silent: ['Node silent', 'Its node does not answer. Look at the process; its rooms move when it counts as lost.'],
  nowhere: ['No media', 'It is live, and its media is on no node. The performer’s page starts over by itself.'],
  nothing_sent: ['Nothing sent', 'It is live, and nobody sends. The performer may be away; it ends by itself.'],
  nothing_arrives: ['Nothing arrives', 'Of a source that should be on, nothing arrives at the node.'],
  viewers_poor: ['Viewers poor', 'A fifth of those who report or more see it badly. Compare worker and loss.'],
  arrives_badly: ['Losses on arrival', 'What the performer sends arrives with losses: their upload.'],
  performer_poor: ['Upload poor', 'The performer’s own page measures a poor upload.'],
  viewers_fair: ['Viewers fair', 'A fifth of those who report or more see flaws.'],
};
