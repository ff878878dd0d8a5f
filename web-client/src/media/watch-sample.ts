/**
 * What the browser counted of a received show at one moment, and what two such moments say of the time between them. Pure.
 */

/** Counts since the transport began. */
export interface WatchSample {
  /** Of `performance.now()`. */
  readonly atMs: number;
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
  /** The track that the counts of pictures are of; undefined: of all there are. */
  readonly picture: string | undefined;
  /** Decoded pictures. */
  readonly frames: number;
  readonly freezes: number;
  readonly frozenMs: number;
  /** Time that pictures waited in the jitter buffer, together, and how many they were. */
  readonly waitedMs: number;
  readonly waited: number;
  /** The same for decoding. */
  readonly decodedMs: number;
  readonly width: number;
  readonly height: number;
  readonly jitterMs: number | undefined;
  readonly rttMs: number | undefined;
  readonly videoCodec: string | undefined;
  readonly audioCodec: string | undefined;
  /** `udp` or `tcp`, and what kind of address the browser's end has: `host`, `srflx`, `prflx`, `relay`. */
  readonly protocol: string | undefined;
  readonly portKind: string | undefined;
  /** Whether pictures were wanted and had begun to come: only then do standing ones mean anything. */
  readonly watching: boolean;
}

type Entry = Readonly<Record<string, unknown>>;

/** What `getStats` gives: a map in every browser. */
export interface StatsReport {
  forEach(each: (entry: Entry) => void): void;
}

/** mediasoup sends its probes for bandwidth as a stream of their own; nobody sees them. */
const probe = 'probator';

/**
 * Reads a report. What a browser does not count is 0 or undefined.
 * @param shown the track whose picture is shown, among several; undefined: all count, and the largest for its size
 */
export function readSample(report: StatsReport, atMs: number, watching: boolean, shown?: string): WatchSample {
  const entries: Entry[] = [];
  report.forEach((entry) => {
    entries.push(entry);
  });
  const inbound = entries.filter(({ type, mid }) => type === 'inbound-rtp' && mid !== probe);
  const pictures = inbound.filter(({ kind }) => kind === 'video');
  const sound = inbound.filter(({ kind }) => kind === 'audio');
  const sum = (of: readonly Entry[], name: string): number => of.reduce((all, entry) => all + numberOf(entry[name]), 0);
  const own = pictures.filter(({ trackIdentifier }) => shown !== undefined && trackIdentifier === shown);
  const seen = own.length > 0 ? own : pictures;
  const largest = (name: string): number => Math.max(0, ...seen.map((entry) => numberOf(entry[name])));
  const jitter = (seen[0] ?? sound[0])?.jitter;
  return {
    ...{ atMs, watching, picture: own.length > 0 ? shown : undefined },
    bytes: sum(inbound, 'bytesReceived'),
    packets: sum(inbound, 'packetsReceived'),
    lost: sum(inbound, 'packetsLost'),
    frames: sum(seen, 'framesDecoded'),
    freezes: sum(seen, 'freezeCount'),
    frozenMs: sum(seen, 'totalFreezesDuration') * 1_000,
    waitedMs: sum(seen, 'jitterBufferDelay') * 1_000,
    waited: sum(seen, 'jitterBufferEmittedCount'),
    decodedMs: sum(seen, 'totalDecodeTime') * 1_000,
    width: largest('frameWidth'),
    height: largest('frameHeight'),
    jitterMs: typeof jitter === 'number' ? jitter * 1_000 : undefined,
    videoCodec: codecOf(entries, seen[0]),
    audioCodec: codecOf(entries, sound[0]),
    ...pathOf(entries),
  };
}

/** The way the packets take, by the pair of candidates in use. */
function pathOf(entries: readonly Entry[]): Pick<WatchSample, 'rttMs' | 'protocol' | 'portKind'> {
  const named = (id: unknown): Entry | undefined => (id === undefined ? undefined : entries.find((e) => e.id === id));
  const transport = entries.find(({ type }) => type === 'transport');
  const pairs = entries.filter(({ type }) => type === 'candidate-pair');
  const pair =
    named(transport?.selectedCandidatePairId) ??
    pairs.find(({ selected, nominated, state }) => selected === true || (nominated === true && state === 'succeeded'));
  const local = named(pair?.localCandidateId);
  const rtt = pair?.currentRoundTripTime;
  return {
    rttMs: typeof rtt === 'number' ? rtt * 1_000 : undefined,
    protocol: textOf(local?.protocol),
    portKind: textOf(local?.candidateType),
  };
}

function codecOf(entries: readonly Entry[], stream: Entry | undefined): string | undefined {
  const codec = stream && entries.find(({ id }) => id === stream.codecId);
  return textOf(codec?.mimeType)?.replace(/^(audio|video)\//, '');
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What happened in a stretch of time. */
export interface WatchFigures {
  readonly intervalMs: number;
  readonly bitrateBps: number;
  readonly lossShare: number;
  /** Undefined while pictures are not wanted. */
  readonly fps: number | undefined;
  readonly freezes: number;
  readonly frozenMs: number;
  /** How long a picture waits for the ones before it, and how long its decoding takes. */
  readonly bufferMs: number | undefined;
  readonly decodeMs: number | undefined;
}

/** A picture that stands for longer is frozen, before the browser counts it: it does so when the next one comes. */
const standsMs = 1_000;

/** Of samples in order, the newest last; undefined where there are fewer than two. */
export function figuresOf(samples: readonly WatchSample[]): WatchFigures | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined;
  const intervalMs = last.atMs - first.atMs;
  const grown = (name: NumericName): number => Math.max(0, last[name] - first[name]);
  const arrived = grown('packets');
  const lost = grown('lost');
  const seen = samples.slice(samples.findLastIndex((one) => !one.watching || one.picture !== last.picture) + 1);
  const shown = stretchOf(seen);
  return {
    intervalMs,
    bitrateBps: (grown('bytes') * 8_000) / intervalMs,
    lossShare: arrived + lost === 0 ? 0 : lost / (arrived + lost),
    ...shown,
    bufferMs: grown('waited') === 0 ? undefined : grown('waitedMs') / grown('waited'),
    decodeMs: grown('frames') === 0 ? undefined : grown('decodedMs') / grown('frames'),
  };
}

type NumericName = { [K in keyof WatchSample]: WatchSample[K] extends number ? K : never }[keyof WatchSample];

/** Of pictures only while they were wanted: what stood still before is nobody's fault. */
function stretchOf(seen: readonly WatchSample[]): Pick<WatchFigures, 'fps' | 'freezes' | 'frozenMs'> {
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs) {
    return { fps: undefined, freezes: 0, frozenMs: 0 };
  }
  const frames = Math.max(0, last.frames - first.frames);
  const newest = seen.find(({ frames: then }) => then === last.frames) ?? last;
  const standing = last.atMs - newest.atMs;
  const counted = Math.max(0, last.frozenMs - first.frozenMs);
  return {
    fps: (frames * 1_000) / (last.atMs - first.atMs),
    freezes: Math.max(0, last.freezes - first.freezes) + (standing >= standsMs ? 1 : 0),
    frozenMs: Math.min(counted + (standing >= standsMs ? standing : 0), last.atMs - first.atMs),
  };
}
