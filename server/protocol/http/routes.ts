/**
 * Every HTTP route there is, by name. A route that is not in this table is not served and not documented.
 */
import * as auth from './auth.ts';
import * as health from './health.ts';
import * as streams from './streams.ts';

export const routes = {
  login: auth.login,
  refresh: auth.refresh,
  logout: auth.logout,
  socketTicket: auth.socketTicket,
  createStream: streams.createStream,
  startStream: streams.startStream,
  endStream: streams.endStream,
  listStreams: streams.listStreams,
  getStream: streams.getStream,
  healthz: health.healthz,
  readyz: health.readyz,
  healthParts: health.healthParts,
} as const;

export type RouteName = keyof typeof routes;
