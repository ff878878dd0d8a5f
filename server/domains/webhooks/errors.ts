/** What webhooks refuse, in words for the person. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** NOT_FOUND: there is none of this id, or it is somebody else's. */
export const noSuchWebhook = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such webhook.');

/** NOT_FOUND: there is none of this id, or it is somebody else's. */
export const noSuchDelivery = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such delivery (any more).');

/** CONFLICT: as many as one performer may have. */
export const tooManyWebhooks = (most: number): CodedRefusal =>
  refusal('CONFLICT', `You have ${most} webhooks, which is as many as one can. Remove one of them first.`, { most });

/** CONFLICT: nothing is sent there. */
export const webhookPaused = (): CodedRefusal => refusal('CONFLICT', 'This webhook is paused. Resume it first.');

/** CONFLICT: it is on its way. */
export const beingSent = (): CodedRefusal => refusal('CONFLICT', 'It is being sent right now.');

/** CONFLICT: its log is full. */
export const sentTooOften = (most: number): CodedRefusal =>
  refusal('CONFLICT', `It was tried ${most} times already, which is as often as one can be.`, { most });

/** CONFLICT: more waits there than may wait. */
export const tooMuchWaiting = (most: number): CodedRefusal =>
  refusal('CONFLICT', `${most} deliveries wait there already.`, { most });

/** VALIDATION_FAILED: nothing may be sent there. @param why a sentence */
export const badTarget = (why: string): CodedRefusal =>
  refusal('VALIDATION_FAILED', why, { issues: [{ path: 'url', message: why }] });
