/**
 * Keeps one transport alive through changes of network: asks for new ICE credentials where its peer is out of reach, one
 * restart at a time, and gives the transport up where that does not help. Media that still flows is never interrupted by it.
 */
import { type SignallingCode, SignallingError } from '../signalling/signalling-error.ts';

/** As browsers name the states of a connection. */
export type TransportState = 'new' | 'connecting' | 'connected' | 'failed' | 'disconnected' | 'closed';

export interface IcePatience {
  /** How long a transport may be `disconnected` before a restart: many come back by themselves. */
  readonly graceMs: number;
  /** How long a restart may take until the transport is connected. */
  readonly withinMs: number;
  /** At least this lies between two restarts, doubled with each that follows, up to eight times as much. */
  readonly betweenMs: number;
}

export interface IceRepairOptions {
  /** Asks the server for new credentials and gives them to the transport. @throws SignallingError */
  readonly restart: () => Promise<void>;
  /**
   * Beyond repair: begin afresh. Called at most once. `refused`: the server has no such transport any more; `silent`: it
   * has one, and nothing comes of it.
   */
  readonly giveUp: (why: 'refused' | 'silent') => void;
  readonly patience?: IcePatience;
}

const usual: IcePatience = { graceMs: 1_000, withinMs: 4_000, betweenMs: 1_000 };
const mostDoublings = 3;

/**
 * The answer may still come to the next question, or its media node be found again: what flows goes on meanwhile, and where
 * the node is gone for good the server says so. Anything else the server has decided.
 */
const unanswered: readonly SignallingCode[] = [
  'TIMED_OUT',
  'OVERLOADED',
  'RATE_LIMITED',
  'CONNECTION_LOST',
  'MEDIA_UNAVAILABLE',
  'INTERNAL',
];

export class IceRepair {
  readonly #options: IceRepairOptions;
  readonly #patience: IcePatience;
  #connection: TransportState = 'new';
  #wasConnected = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** `asking`: for credentials; `proving`: they are in use, and the connection must come. */
  #restart: 'none' | 'asking' | 'proving' = 'none';
  /** The network changed once more meanwhile. */
  #again = false;
  #restartedAt: number | undefined;
  #inARow = 0;
  /** The last restart brought the connection. */
  #helped = false;
  #over = false;

  constructor(options: IceRepairOptions) {
    this.#options = options;
    this.#patience = options.patience ?? usual;
  }

  /** The transport's connection is in this state now. */
  connectionChanged(now: TransportState): void {
    this.#connection = now;
    if (this.#over || this.#restart === 'asking') return;
    if (this.#restart === 'proving') {
      if (now === 'connected') this.#judge();
      return;
    }
    if (now === 'connected') {
      this.#wasConnected = true;
      this.#plan(undefined);
    }
    if (now === 'disconnected') this.#plan(this.#patience.graceMs);
    // What never was there has nothing to be restarted.
    if (now === 'failed' && !this.#wasConnected) this.#giveUp('silent');
    else if (now === 'failed') this.#plan(0);
  }

  /** The network may be another one: restarts at once, for a connection that was there. */
  networkChanged(): void {
    if (this.#over || !this.#wasConnected) return;
    if (this.#restart !== 'none') this.#again = true;
    else this.#plan(0);
  }

  /** The transport is gone: nothing is asked for any more. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  /** The next restart in this many milliseconds, or none. */
  #plan(inMs: number | undefined): void {
    clearTimeout(this.#timer);
    if (inMs === undefined) return;
    this.#timer = setTimeout(() => void this.#begin(), Math.max(inMs, this.#pauseMs()));
  }

  /** What is missing of the time that must lie between the last restart and the next. */
  #pauseMs(): number {
    if (this.#restartedAt === undefined) return 0;
    const pause = this.#patience.betweenMs * 2 ** Math.min(this.#inARow - 1, mostDoublings);
    const since = performance.now() - this.#restartedAt;
    // Long ago, or it had helped: whatever follows is another story. People walk from one network into the next.
    if (since > 2 * pause + (this.#helped ? 0 : this.#patience.withinMs)) this.#inARow = 0;
    return Math.max(0, pause - since);
  }

  async #begin(): Promise<void> {
    this.#restart = 'asking';
    this.#again = false;
    this.#helped = false;
    this.#restartedAt = performance.now();
    this.#inARow += 1;
    try {
      await this.#options.restart();
    } catch (thrown) {
      this.#refused(thrown);
      return;
    }
    if (this.#over) return;
    this.#restart = 'proving';
    if (this.#connection === 'connected') this.#judge();
    else this.#timer = setTimeout(() => this.#judge(), this.#patience.withinMs);
  }

  #refused(thrown: unknown): void {
    this.#restart = 'none';
    if (this.#over) return;
    // The browser would not take what the server gave.
    if (!(thrown instanceof SignallingError)) this.#giveUp('silent');
    else if (unanswered.includes(thrown.code))
      this.#plan(this.#connection === 'connected' ? undefined : this.#patience.graceMs);
    // The conversation has ended, and the media with it.
    else if (thrown.code === 'CLOSED') this.close();
    else this.#giveUp('refused');
  }

  /** The connection is there, or the time for it is over. */
  #judge(): void {
    clearTimeout(this.#timer);
    this.#restart = 'none';
    this.#helped = this.#connection === 'connected';
    if (this.#again) this.#plan(0);
    else if (this.#connection !== 'connected') this.#giveUp('silent');
  }

  #giveUp(why: 'refused' | 'silent'): void {
    this.close();
    this.#options.giveUp(why);
  }
}
