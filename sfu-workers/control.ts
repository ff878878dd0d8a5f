/**
 * TABLE: control message → handler, exhaustive by type. What each one takes and answers is `protocol/media/control.ts`;
 * parameters are judged here, before any handler sees them.
 */
import { type ControlMethod, type ControlParams, type ControlResult, controlMethods } from '#protocol/media/control.ts';
import { closeHosted, leaveHosted } from './rooms/close-hosted.ts';
import { closeProducer } from './rooms/close-producer.ts';
import { closeRoom } from './rooms/close-room.ts';
import { closeSession } from './rooms/close-session.ts';
import { connectTransport } from './rooms/connect-transport.ts';
import { drainNode } from './rooms/drain-node.ts';
import { endPiped, pausePiped } from './rooms/follow-piped.ts';
import { awayFor, handOn } from './rooms/hand-on.ts';
import { holdHosted } from './rooms/hold-hosted.ts';
import { hostEdge } from './rooms/host-edge.ts';
import { injectFault } from './rooms/inject-fault.ts';
import { keepSession } from './rooms/keep-session.ts';
import { openConsumers } from './rooms/open-consumers.ts';
import { openProducer } from './rooms/open-producer.ts';
import { openRoom } from './rooms/open-room.ts';
import { openTransport } from './rooms/open-transport.ts';
import { pauseProducer } from './rooms/pause-producer.ts';
import { playIntoRoom } from './rooms/play-into-room.ts';
import { preferConsumers } from './rooms/prefer-consumers.ts';
import { invalid } from './rooms/refusals.ts';
import { reportNode } from './rooms/report-node.ts';
import { restartIce } from './rooms/restart-ice.ts';
import { resumeConsumers } from './rooms/resume-consumers.ts';
import { roomHealth } from './rooms/room-health.ts';
import type { Stage } from './rooms/stage.ts';
import { takePiped } from './rooms/take-piped.ts';

type Handler<M extends ControlMethod> = (stage: Stage, params: ControlParams<M>) => Promise<ControlResult<M>>;

const handlers: { readonly [M in ControlMethod]: Handler<M> } = {
  'room.open': openRoom,
  'room.close': closeRoom,
  'room.health': roomHealth,
  'room.play': playIntoRoom,
  'transport.open': openTransport,
  'transport.connect': connectTransport,
  'transport.restart-ice': restartIce,
  'producer.open': openProducer,
  'producer.pause': pauseProducer,
  'producer.close': closeProducer,
  'consumers.open': openConsumers,
  'consumers.resume': resumeConsumers,
  'consumers.prefer': preferConsumers,
  'node.report': reportNode,
  'fault.inject': injectFault,
  'session.keep': keepSession,
  'session.close': closeSession,
  'edge.open': hostEdge,
  'edge.close': closeHosted,
  'edge.hold': holdHosted,
  'edge.produce': takePiped,
  'edge.pause': pausePiped,
  'edge.unproduce': endPiped,
  'edge.leave': leaveHosted,
  'node.drain': drainNode,
};

/** A request whose parameters hold. */
export interface Order {
  /** The session it concerns. */
  readonly session: string | undefined;
  /** Orders of one lane are carried out one after the other. */
  readonly lane: string;
  /** @throws ControlRefusal */
  carryOut(stage: Stage): Promise<unknown>;
}

/** @throws ControlRefusal VALIDATION_FAILED */
export function readOrder(method: string, params: unknown): Order {
  if (!Object.hasOwn(handlers, method)) throw invalid('There is no such method.');
  return orderOf(method as ControlMethod, params);
}

function orderOf<M extends ControlMethod>(method: M, given: unknown): Order {
  const parsed = controlMethods[method].params.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(`The parameters of ${method} do not hold: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const params = parsed.data as ControlParams<M> & { session?: string; room?: string };
  const { session, room } = params;
  const lane = session === undefined ? `room ${room}` : `session ${session}`;
  const carryOut = (stage: Stage) => {
    const away = room === undefined ? undefined : awayFor(stage, method, { mediaEpoch: 0, ...params, room });
    return away === undefined ? handlers[method](stage, params) : handOn(stage, away, method, params);
  };
  return { session, lane, carryOut };
}
