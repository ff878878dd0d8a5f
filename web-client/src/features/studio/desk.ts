/**
 * The performer's desk: camera, microphone and screen, the conversation, the sender, the broadcast and its health, wired
 * together. No React.
 */
import {
  Capture,
  type CaptureState,
  keepAwake,
  Publisher,
  ScreenShare,
  type ScreenState,
  type SourceState,
  type Wanted,
} from '../../media/index.ts';
import { type ConnectionState, openPageSignalling, type Readable, type Signalling } from '../../signalling/index.ts';
import { isOnAir, isSending } from './air-state.ts';
import { Broadcast } from './broadcast.ts';
import { HealthWatch } from './health-watch.ts';
import type { HeldShow } from './held-show.ts';
import { holdShow, takeHeldShow } from './hold-show.ts';
import { keepActs } from './keep-acts.ts';

export class Desk {
  readonly capture: Capture;
  readonly screen = new ScreenShare();
  readonly broadcast: Broadcast;
  readonly health: HealthWatch;
  readonly signalling: Signalling = openPageSignalling();
  readonly publisher = new Publisher(this.signalling);
  /** What moderators did. */
  readonly moderated = keepActs(this.signalling);
  readonly #stops: readonly (() => void)[];
  #letSleep: (() => void) | undefined;

  /** Asks for camera and microphone at once: that is what one comes to the studio for. */
  constructor() {
    const { signalling, publisher } = this;
    const held = takeHeldShow(nowMs());
    this.capture = new Capture(held);
    this.broadcast = new Broadcast(signalling, publisher, () => this.#send());
    this.health = new HealthWatch({ signalling, publisher, broadcast: this.broadcast.state });
    const hold = (): void => this.#hold();
    window.addEventListener('pagehide', hold);
    this.#stops = [
      this.capture.state.subscribe(() => this.#sendAnew()),
      this.screen.state.subscribe(() => this.#sendAnew()),
      this.broadcast.state.subscribe(() => this.#keepWatch()),
      () => window.removeEventListener('pagehide', hold),
    ];
    void this.capture.start();
    if (held) void this.broadcast.comeBack(held.stream);
  }

  get connection(): Readable<ConnectionState> {
    return this.signalling.state;
  }

  retry(): void {
    this.signalling.retryNow();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#letSleep?.();
    this.moderated.close();
    this.health.close();
    this.broadcast.close();
    this.publisher.close();
    this.capture.close();
    this.screen.close();
    this.signalling.close();
  }

  /** Switched or exchanged while sending: viewers see it at once. */
  #sendAnew(): void {
    const { publish } = this.broadcast.state.get();
    if (publish !== 'idle' && publish !== 'taken-over') void this.#send().catch(() => undefined);
  }

  #send(): Promise<void> {
    return this.publisher.send(wantedOf(this.capture.state.get(), this.screen.state.get()));
  }

  /** While something is sent, health is looked at and the screen stays on. */
  #keepWatch(): void {
    const state = this.broadcast.state.get();
    if (isSending(state)) {
      this.health.start();
      this.#letSleep ??= keepAwake();
      return;
    }
    // From a test to the show: it is the same that is sent.
    if (state.phase === 'starting') return;
    this.health.stop();
    this.#letSleep?.();
    this.#letSleep = undefined;
  }

  /** The page may be loaded anew in the middle of the show. */
  #hold(): void {
    const state = this.broadcast.state.get();
    const show = heldOf(state.stream?.id, this.capture.state.get());
    holdShow(isOnAir(state) && isSending(state) ? show : undefined, nowMs());
  }
}

function wantedOf({ camera, microphone }: CaptureState, { track: screen, sound }: ScreenState): Wanted {
  return {
    camera: { track: camera.track, on: camera.on },
    microphone: { track: microphone.track, on: microphone.on },
    screen: { track: screen, on: screen !== undefined },
    'screen-sound': { track: sound, on: sound !== undefined },
  };
}

/** Of what is switched on only what is there: a device that was refused is not asked for on the way back. */
function heldOf(stream: string | undefined, { camera, microphone }: CaptureState): HeldShow | undefined {
  const sent = ({ on, track }: SourceState): boolean => on && track !== undefined;
  return stream === undefined ? undefined : { stream, camera: sent(camera), microphone: sent(microphone) };
}

/** Milliseconds since 1970, as near as a page knows without reading the machine's clock; after a sleep it is behind. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
