/**
 * What leaves the performer's browser, by its own count (`getStats`): one sample of the time between two looks. Pure.
 */

export type Limitation = 'none' | 'cpu' | 'bandwidth' | 'other';

export interface SendingSample {
  /** When, in milliseconds on the page's own clock. */
  readonly atMs: number;
  /** How long the sample is about. */
  readonly intervalMs: number;
  /** Bits a second that leave: pictures of all sources and sound. */
  readonly bitrateBps: number;
  /** Bits a second of pictures alone. */
  readonly pictureBps: number;
  /** What the browser lets its picture encoders use just now. */
  readonly allowedBps: number;
  /** Of the camera's best layer; undefined where none is sent. */
  readonly fps: number | undefined;
  /** How many pictures the camera itself gives. */
  readonly givenFps: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Of the packets sent, 0 … 1, as the media node reports them. */
  readonly lossShare: number | undefined;
  readonly rttMs: number | undefined;
  /** What keeps the encoders down. */
  readonly limitation: Limitation;
}

/** Counts that only ever grow, by the browser's id of what they are about. */
export interface SentCounts {
  readonly atMs: number;
  readonly bytes: ReadonlyMap<string, number>;
  readonly pictureBytes: ReadonlyMap<string, number>;
  readonly packets: ReadonlyMap<string, number>;
  readonly lost: ReadonlyMap<string, number>;
}

/** One entry of a report; browsers differ in which fields there are. */
export type StatsEntry = Readonly<Record<string, unknown>>;

/** The growing counts of a report. */
export function countsOf(entries: readonly StatsEntry[], atMs: number): SentCounts {
  const out = outgoing(entries);
  const remote = entries.filter(({ type }) => type === 'remote-inbound-rtp');
  return {
    atMs,
    bytes: counts(out, 'bytesSent'),
    pictureBytes: counts(out.filter(isPicture), 'bytesSent'),
    packets: counts(out, 'packetsSent'),
    lost: counts(remote, 'packetsLost'),
  };
}

/**
 * The sample between an earlier look and this one.
 * @param camera id of the camera's track, where one is sent
 */
export function sampleOf(
  entries: readonly StatsEntry[],
  {
    before,
    now,
    camera,
  }: { readonly before: SentCounts; readonly now: SentCounts; readonly camera: string | undefined },
): SendingSample {
  const intervalMs = Math.max(1, now.atMs - before.atMs);
  const perSecond = (bytes: number): number => Math.round((bytes * 8 * 1000) / intervalMs);
  const packets = grown(before.packets, now.packets);
  const lost = grown(before.lost, now.lost);
  const pictures = outgoing(entries).filter((entry) => isPicture(entry) && entry.active !== false);
  const source = entries.find(({ type, trackIdentifier }) => type === 'media-source' && trackIdentifier === camera);
  const best = bestOf(pictures.filter(({ mediaSourceId }) => source !== undefined && mediaSourceId === source.id));
  return {
    atMs: now.atMs,
    intervalMs,
    bitrateBps: perSecond(grown(before.bytes, now.bytes)),
    pictureBps: perSecond(grown(before.pictureBytes, now.pictureBytes)),
    allowedBps: Math.round(pictures.reduce((sum, { targetBitrate }) => sum + (numberOf(targetBitrate) ?? 0), 0)),
    fps: best && (numberOf(best.framesPerSecond) ?? 0),
    givenFps: numberOf(source?.framesPerSecond),
    width: numberOf(best?.frameWidth),
    height: numberOf(best?.frameHeight),
    lossShare: now.lost.size === 0 || packets === 0 ? undefined : Math.min(1, lost / packets),
    rttMs: roundTripOf(entries),
    limitation: limitationOf(pictures),
  };
}

function outgoing(entries: readonly StatsEntry[]): StatsEntry[] {
  return entries.filter(({ type }) => type === 'outbound-rtp');
}

function isPicture({ kind }: StatsEntry): boolean {
  return kind === 'video';
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function counts(entries: readonly StatsEntry[], field: string): Map<string, number> {
  return new Map(entries.map((entry) => [String(entry.id), Math.max(0, numberOf(entry[field]) ?? 0)]));
}

/** How much all that was there before has grown; what came or went meanwhile counts for nothing. */
function grown(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [id, count] of now) sum += Math.max(0, count - (before.get(id) ?? count));
  return sum;
}

function bestOf(layers: readonly StatsEntry[]): StatsEntry | undefined {
  const width = (layer: StatsEntry): number => numberOf(layer.frameWidth) ?? 0;
  return layers.reduce<StatsEntry | undefined>(
    (best, layer) => (best === undefined || width(layer) > width(best) ? layer : best),
    undefined,
  );
}

/** Of the pair in use; Firefox names none and says it of the streams. */
function roundTripOf(entries: readonly StatsEntry[]): number | undefined {
  const transport = entries.find(({ type }) => type === 'transport');
  const pair = entries.find(({ id }) => id !== undefined && id === transport?.selectedCandidatePairId);
  const remote = entries.filter(({ type }) => type === 'remote-inbound-rtp');
  const times = [pair?.currentRoundTripTime, ...remote.map(({ roundTripTime }) => roundTripTime)];
  const seconds = times.map(numberOf).find((time) => time !== undefined);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

/** The worst of all layers: what the computer cannot do no network mends. */
function limitationOf(pictures: readonly StatsEntry[]): Limitation {
  const reasons = pictures.map(({ qualityLimitationReason }) => qualityLimitationReason);
  const worst = (['cpu', 'bandwidth', 'other'] as const).find((reason) => reasons.includes(reason));
  return worst ?? 'none';
}
