/**
 * A performer without a browser who behaves as the studio does: sends as soon as the room lets them, and begins again when
 * the room's media begins anew or the server says that the transport is gone.
 */
import { sleep } from '#kernel/clock.ts';
import type { DtlsParameters, RtpParameters } from '#protocol/media/rtp.ts';
import type { Note } from '#protocol/socket/notes.ts';
import { randomShare, sendAgainDelayMs } from '../../web-client/src/signalling/backoff.ts';
import { Room } from '../../web-client/src/signalling/room.ts';
import { openSignalling, type Signalling } from '../../web-client/src/signalling/signalling.ts';
import { codeOf } from '../../web-client/src/signalling/signalling-error.ts';
import type { ControlClient } from '../world/control-client.ts';
import { type Camera, MediaPublisher } from '../world/media-publisher.ts';

export interface PerformerPlan {
  /** `ws://…/ws` */
  readonly url: string;
  readonly room: string;
  readonly ticket: () => Promise<string>;
  readonly camera?: Camera;
}

interface Sending {
  readonly mediaEpoch: number;
  readonly transport: string;
  readonly publisher: MediaPublisher;
}

interface Asked {
  readonly transport: string;
  readonly dtlsParameters: DtlsParameters;
  readonly rtpParameters: RtpParameters;
}

/** As long as viewers may need; the studio does the same. */
const lingerMs = 4_000;

/** Room and epoch are the server's business here. */
const placeless = { room: '', mediaEpoch: 0 };

export class LightPerformer {
  readonly #plan: PerformerPlan;
  readonly #signalling: Signalling;
  #sending: Sending | undefined;
  #work: Promise<void> = Promise.resolve();
  /** What is still sent where the room was. */
  readonly #retired = new Set<MediaPublisher>();
  #failures = 0;
  /** The newest media epoch there is word of. */
  #epoch = 0;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(plan: PerformerPlan) {
    this.#plan = plan;
    this.#signalling = openSignalling({
      url: plan.url,
      ticket: plan.ticket,
      wake: (retryNow) => {
        this.#wake = retryNow;
        return () => undefined;
      },
    });
    new Room(this.#signalling, {
      ...{ room: plan.room, as: 'performer' },
      onSnapshot: ({ media }) => this.#compare(media.mediaEpoch),
      onNote: (note) => this.#hear(note),
    });
  }

  get isSending(): boolean {
    return this.#sending !== undefined;
  }

  /** Key frames it was asked for since it began to send. */
  get plis(): MediaPublisher['plis'] {
    return this.#sending?.publisher.plis ?? [];
  }

  /** The network is back, as a browser tells a page. */
  online(): void {
    this.#wake();
  }

  /** Gone as a page is that is closed or loaded anew. */
  close(): void {
    this.#closed = true;
    this.#drop();
    this.#signalling.close();
  }

  #hear(note: Note): void {
    if (note.name === 'room.media') this.#compare(note.body.mediaEpoch);
    if (note.name === 'publish.moving') this.#compare(note.body.mediaEpoch);
    if (note.name === 'publish.taken-over') this.close();
    if (note.name === 'publish.lost' && note.body.transport === this.#sending?.transport) {
      this.#drop();
      this.#again();
    }
  }

  /** Said again and again; it is done once. */
  #compare(mediaEpoch: number): void {
    this.#epoch = Math.max(this.#epoch, mediaEpoch);
    if (this.#isMissing) this.#again();
  }

  get #isMissing(): boolean {
    return this.#sending === undefined || this.#sending.mediaEpoch < this.#epoch;
  }

  #again(): void {
    this.#work = this.#work
      .then(() => this.#send())
      .then(
        () => {
          this.#failures = 0;
        },
        (thrown) => this.#failed(thrown),
      );
  }

  #failed(thrown: unknown): void {
    if (this.#closed || ['CONNECTION_LOST', 'CLOSED', 'NOT_IN_ROOM'].includes(codeOf(thrown))) return;
    this.#failures += 1;
    void sleep(sendAgainDelayMs(this.#failures + 1, randomShare(), codeOf(thrown))).then(() => this.#again());
  }

  async #send(): Promise<void> {
    if (this.#closed || !this.#isMissing) return;
    const { mediaEpoch, transport: offer } = await this.#signalling.request('publish.open', {});
    if (this.#closed || this.#sending?.transport === offer.id) return;
    const before = this.#sending;
    this.#sending = undefined;
    // What is shown at the old place is shown until viewers have changed over.
    if (before !== undefined && before.mediaEpoch < mediaEpoch) this.#retire(before.publisher);
    else before?.publisher.close();
    const api = this.#asControl(mediaEpoch, offer);
    const publisher = await MediaPublisher.connect(api, placeless, 'performer', this.#plan.camera);
    await publisher.openCamera(api, placeless, 'performer').catch((error: unknown) => {
      publisher.close();
      throw error;
    });
    if (this.#closed) publisher.close();
    else this.#sending = { mediaEpoch, transport: offer.id, publisher };
  }

  /** What a publisher asks of a media node, asked of the public socket. */
  #asControl(mediaEpoch: number, offer: object): ControlClient {
    const ask = this.#signalling;
    const answers: Readonly<Record<string, (asked: Asked) => Promise<unknown>>> = {
      'transport.open': async () => ({ transport: offer }),
      'transport.connect': ({ transport, dtlsParameters }) =>
        ask.request('transport.connect', { mediaEpoch, transport, dtlsParameters }),
      'producer.open': ({ transport, rtpParameters }) =>
        ask.request('publish.start', { mediaEpoch, transport, kind: 'video', source: 'camera', rtpParameters }),
    };
    return { do: (method: string, asked: Asked) => answers[method]?.(asked) } as unknown as ControlClient;
  }

  #retire(publisher: MediaPublisher): void {
    this.#retired.add(publisher);
    void sleep(lingerMs).then(() => {
      this.#retired.delete(publisher);
      publisher.close();
    });
  }

  #drop(): void {
    for (const publisher of this.#retired) publisher.close();
    this.#sending?.publisher.close();
    this.#sending = undefined;
  }
}
