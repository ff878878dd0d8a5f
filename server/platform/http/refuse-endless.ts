/**
 * Refuses bodies that are far too large before they are read. What is only a little too large is read to its end and then
 * refused (by the body's parser), because whoever is still sending does not hear an answer.
 */
import type { RequestHandler } from 'express';
import { refusal } from '#protocol/errors.ts';

/** More than any route takes. */
const mostRead = 8 * 1024 * 1024;

/** @throws Refusal PAYLOAD_TOO_LARGE; the connection is closed, and with it what was still to come. */
export const refuseEndless: RequestHandler = (request, response, next) => {
  if (Number(request.headers['content-length'] ?? 0) > mostRead) {
    response.set('Connection', 'close');
    throw refusal('PAYLOAD_TOO_LARGE', 'The request is too large.');
  }
  next();
};
