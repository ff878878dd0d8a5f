/** What a node says first on every connection. */

import { ortc } from 'mediasoup';
import { routerCodecs } from '#protocol/media/codecs.ts';
import type { ControlEvent } from '#protocol/media/control.ts';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';

/** Its name, its process, and what every router of it can do: they are all alike. */
export function helloOf(node: string): ControlEvent {
  const capabilities = ortc.generateRouterRtpCapabilities([...routerCodecs]);
  return {
    event: 'node.hello',
    body: { node, pid: process.pid, rtpCapabilities: capabilities as RtpCapabilities },
  };
}
