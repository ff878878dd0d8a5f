/**
 * Calls into mediasoup and what their failures mean. The library's texts describe its inside: they go to the log, the
 * caller gets a code.
 */
import { errors } from 'mediasoup';
import type { Logger } from 'pino';
import { mediaRefused, mediaUnavailable } from './refusals.ts';

/**
 * A call whose parameters came from outside and may be nonsense.
 * @param why the public sentence where mediasoup does not take them
 * @throws ControlRefusal MEDIA_REFUSED, or MEDIA_UNAVAILABLE where the worker is gone
 */
export async function judged<T>(log: Logger, why: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof errors.WorkerClosedError) throw mediaUnavailable();
    log.info({ err: error }, 'mediasoup refused what a client sent');
    throw mediaRefused(why);
  }
}

/** A call with our own parameters. @throws ControlRefusal MEDIA_UNAVAILABLE where the worker is gone */
export async function available<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof errors.WorkerClosedError) throw mediaUnavailable();
    throw error;
  }
}
