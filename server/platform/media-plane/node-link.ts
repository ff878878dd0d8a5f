/**
 * One connection to one media node. It does not reconnect: whoever opened it decides what its end means.
 */
import { WebSocket } from 'ws';
import {
  type ControlEvent,
  type ControlEventName,
  type ControlMethod,
  type ControlParams,
  type ControlResult,
  controlEvents,
  controlMethods,
} from '#protocol/media/control.ts';
import type { Log } from '../telemetry/log.ts';
import { mediaToken } from './media-token.ts';
import { createPendingRequests, unavailable } from './pending-requests.ts';

export interface NodeLink {
  /** @throws Refusal MEDIA_REFUSED, MEDIA_EPOCH_STALE, MEDIA_UNAVAILABLE, NOT_FOUND */
  request<M extends ControlMethod>(method: M, params: ControlParams<M>): Promise<ControlResult<M>>;
  close(): void;
}

export interface NodeLinkOptions {
  readonly url: string;
  readonly key: Buffer;
  readonly onEvent: (event: ControlEvent) => void;
  /** Called once, when the connection ends for any reason. */
  readonly onClose: () => void;
  readonly log: Log;
}

const answerTimeoutMs = 5_000;
const handshakeTimeoutMs = 2_000;

/** Connects; events flow from the first frame on. @throws Error where the node cannot be reached. */
export function openNodeLink(options: NodeLinkOptions): Promise<NodeLink> {
  const socket = new WebSocket(options.url, {
    headers: { authorization: `Bearer ${mediaToken(options.key)}` },
    handshakeTimeout: handshakeTimeoutMs,
    perMessageDeflate: false,
  });
  const pending = createPendingRequests(answerTimeoutMs);

  const request = async <M extends ControlMethod>(method: M, params: ControlParams<M>): Promise<ControlResult<M>> => {
    if (socket.readyState !== WebSocket.OPEN) throw unavailable();
    const result = await pending.ask((id) => socket.send(JSON.stringify({ id, method, params })));
    return controlMethods[method].result.parse(result) as ControlResult<M>;
  };

  socket.on('message', (data) => {
    const message = JSON.parse(data.toString()) as object;
    if ('event' in message) takeEvent(message, options);
    else pending.settle(message);
  });

  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ request, close: () => socket.close() }));
    socket.on('error', (error) => {
      options.log.debug({ err: error, url: options.url }, 'media node link failed');
      reject(error);
    });
    socket.once('close', () => {
      pending.failAll();
      options.onClose();
    });
  });
}

function takeEvent(message: object, { onEvent, log }: NodeLinkOptions): void {
  const { event, body } = message as { event: string; body: unknown };
  if (!Object.hasOwn(controlEvents, event)) {
    log.warn({ event }, 'a media node sent an event we do not know');
    return;
  }
  const name = event as ControlEventName;
  onEvent({ event: name, body: controlEvents[name].parse(body) } as ControlEvent);
}
