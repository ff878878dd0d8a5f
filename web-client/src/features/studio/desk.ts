/**
 * The performer's desk: camera and microphone, the conversation, the sender and the broadcast, wired together. No React.
 */
import { Capture, type CaptureState, Publisher } from '../../media/index.ts';
import { type ConnectionState, openPageSignalling, type Readable, type Signalling } from '../../signalling/index.ts';
import { Broadcast } from './broadcast.ts';

export class Desk {
  readonly capture = new Capture();
  readonly broadcast: Broadcast;
  readonly signalling: Signalling = openPageSignalling();
  readonly #publisher = new Publisher(this.signalling);
  readonly #stopFollowing: () => void;

  /** Asks for camera and microphone at once: that is what one comes to the studio for. */
  constructor() {
    this.broadcast = new Broadcast(this.signalling, this.#publisher, () => this.#send());
    this.#stopFollowing = this.capture.state.subscribe(() => {
      // Switched or exchanged while sending: viewers see it at once.
      const { publish } = this.broadcast.state.get();
      if (publish !== 'idle' && publish !== 'taken-over') void this.#send().catch(() => undefined);
    });
    void this.capture.start();
  }

  get connection(): Readable<ConnectionState> {
    return this.signalling.state;
  }

  retry(): void {
    this.signalling.retryNow();
  }

  close(): void {
    this.#stopFollowing();
    this.broadcast.close();
    this.capture.close();
    this.signalling.close();
  }

  #send(): Promise<void> {
    return this.#publisher.send(wantedOf(this.capture.state.get()));
  }
}

function wantedOf({ camera, microphone }: CaptureState) {
  return {
    camera: { track: camera.track, on: camera.on },
    microphone: { track: microphone.track, on: microphone.on },
  };
}
