/**
 * What this browser can send and receive, found out while the socket is still being opened.
 *
 * mediasoup-client asks the browser one question after the other, and only once it has the router's capabilities. The
 * browser's half of that answer never changes, so it is asked at once, both directions together.
 */

import type { types } from 'mediasoup-client';
import { Device, detectDevice } from 'mediasoup-client';
import { Chrome74 } from 'mediasoup-client/handlers/Chrome74';
import { Chrome111 } from 'mediasoup-client/handlers/Chrome111';
import { Firefox120 } from 'mediasoup-client/handlers/Firefox120';
import { Safari12 } from 'mediasoup-client/handlers/Safari12';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import { asLibrary, asProtocol } from './parameters.ts';

type Probe = types.HandlerFactory['getNativeRtpCapabilities'];

const factories = {
  Chrome111: Chrome111.createFactory,
  Chrome74: Chrome74.createFactory,
  Firefox120: Firefox120.createFactory,
  Safari12: Safari12.createFactory,
} as const;

export interface BrowserDevice {
  /** The loaded device; loaded anew where the router's capabilities changed. @throws Error where they do not fit */
  load(router: RtpCapabilities): Promise<Device>;
}

/** Begins to find out. @throws Error in `load` where the browser has no WebRTC that we know */
export function probeBrowser(): BrowserDevice {
  const factory = rememberingFactory();
  let last: { key: string; device: Promise<Device> } | undefined;
  return {
    load(router) {
      const key = JSON.stringify(router);
      if (last?.key !== key) last = { key, device: loadDevice(factory, router) };
      return last.device;
    },
  };
}

/** What to send along with a join. */
export function receivable(device: Device): RtpCapabilities {
  return asProtocol(device.recvRtpCapabilities);
}

async function loadDevice(factory: types.HandlerFactory | undefined, router: RtpCapabilities): Promise<Device> {
  if (factory === undefined) throw new Error('This browser cannot receive or send live video.');
  const device = new Device({ handlerFactory: factory });
  await device.load({ routerRtpCapabilities: asLibrary(router) });
  return device;
}

function rememberingFactory(): types.HandlerFactory | undefined {
  const name = detectDevice();
  if (name === undefined || name === 'ReactNative106') return undefined;
  const factory = factories[name]();
  const probe = remember(factory.getNativeRtpCapabilities);
  for (const direction of ['recvonly', 'sendonly'] as const) probe({ direction }).catch(() => undefined);
  return { ...factory, getNativeRtpCapabilities: probe };
}

function remember(ask: Probe): Probe {
  const answers = new Map<string, ReturnType<Probe>>();
  return (question) => {
    const known = answers.get(question.direction) ?? ask(question);
    answers.set(question.direction, known);
    return known;
  };
}
