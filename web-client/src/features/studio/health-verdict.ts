/**
 * How the show goes out, judged: good, fair or poor, for one cause, so that there is one thing to do about it. Pure. The
 * thresholds are the protocol's, so that operators see what the performer sees.
 */
import { type QualityState, qualityThresholds } from '#protocol/socket/quality.ts';
import type { SendingSample } from '../../media/sending-sample.ts';

/** In the order in which they are named where several are equally bad: the first is what to mend first. */
export const causes = ['nothing', 'stuck', 'cpu', 'bandwidth', 'loss', 'delay', 'dark', 'fine'] as const;
export type Cause = (typeof causes)[number];

export interface Verdict {
  readonly state: QualityState;
  readonly cause: Cause;
}

export interface HealthFacts {
  /** What left the browser since the last look; undefined where nothing can be said. */
  readonly sample: SendingSample | undefined;
  /** Whether the media server says that something arrives; undefined where it cannot be heard. */
  readonly arriving: boolean | undefined;
  /** Whether pictures of the camera should be sent. */
  readonly camera: boolean;
  /** What the layers are made for that anybody wants, in bits a second. */
  readonly madeBps: number;
}

const badness: Readonly<Record<QualityState, number>> = { good: 0, fair: 1, poor: 2 };
const good: Verdict = { state: 'good', cause: 'fine' };
/** A camera that gives fewer than this share of its pictures to the encoder's output: the computer cannot keep up. */
const encodedShare = 0.6;

/** The worst of what speaks against it. */
export function judge(facts: HealthFacts): Verdict {
  const found: Verdict[] = Object.entries(findings(facts)).map(([cause, state]) => ({ cause: cause as Cause, state }));
  return found.reduce(worseOf, good);
}

function findings({ sample, arriving, camera, madeBps }: HealthFacts): Readonly<Partial<Record<Cause, QualityState>>> {
  const nothing = arriving === false ? 'poor' : 'good';
  if (sample === undefined) return { nothing };
  const { lossShare = 0, rttMs = 0, allowedBps, limitation } = sample;
  const share = allowedBps > 0 && madeBps > 0 ? allowedBps / madeBps : 1;
  return {
    nothing,
    ...(camera ? picturesOf(sample) : {}),
    bandwidth: limitation === 'cpu' ? 'good' : below('targetShare', share),
    loss: above('lossShare', lossShare),
    delay: above('rttMs', rttMs),
  };
}

/** What is wrong between the camera and the encoder's output. */
function picturesOf({ fps = 0, givenFps, limitation }: SendingSample): Readonly<Partial<Record<Cause, QualityState>>> {
  if (givenFps === 0) return { stuck: 'poor' };
  const few = below('fps', fps);
  const behind = limitation !== 'bandwidth' && fps < encodedShare * (givenFps ?? fps);
  if (limitation === 'cpu' || behind) return { cpu: few === 'poor' ? 'poor' : 'fair' };
  // In little light a camera takes its time for each picture.
  if (limitation === 'none' && few !== 'good') return { dark: 'fair' };
  return {};
}

function above(name: 'lossShare' | 'rttMs', value: number): QualityState {
  const { fair, poor } = qualityThresholds[name];
  if (value >= poor) return 'poor';
  return value >= fair ? 'fair' : 'good';
}

function below(name: 'fps' | 'targetShare', value: number): QualityState {
  const { fair, poor } = qualityThresholds[name];
  if (value < poor) return 'poor';
  return value < fair ? 'fair' : 'good';
}

function worseOf(one: Verdict, other: Verdict): Verdict {
  const more = badness[other.state] - badness[one.state];
  if (more !== 0) return more > 0 ? other : one;
  return causes.indexOf(other.cause) < causes.indexOf(one.cause) && other.state !== 'good' ? other : one;
}

/** So many looks in a row must be worse before the person hears of it, and so many better (or of another cause). */
const worseFor = 2;
const otherwiseFor = 5;
/** As many verdicts as `settled` ever looks at. */
export const verdictsKept = Math.max(worseFor, otherwiseFor);

/**
 * What to show, so that it does not flicker: bad news after two looks in a row, as mild as the milder of them; good news, or
 * another cause, after five, as bad as the worst of them.
 * @param shown what is shown now; undefined before the first
 * @param recent the verdicts of late, the newest last
 */
export function settled(shown: Verdict | undefined, recent: readonly Verdict[]): Verdict | undefined {
  const newest = recent.at(-1);
  if (shown === undefined || newest === undefined) return newest;
  const worse = recent.slice(-worseFor);
  const isWorse = ({ state }: Verdict): boolean => badness[state] > badness[shown.state];
  if (worse.length === worseFor && worse.every(isWorse)) {
    return worse.reduce((mildest, one) => (badness[one.state] <= badness[mildest.state] ? one : mildest));
  }
  const others = recent.slice(-otherwiseFor);
  const isOther = ({ state, cause }: Verdict): boolean => !isWorse({ state, cause }) && cause !== shown.cause;
  if (others.length === otherwiseFor && others.every(isOther)) return others.reduce(worseOf);
  return shown;
}
