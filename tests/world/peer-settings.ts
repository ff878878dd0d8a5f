/**
 * What every WebRTC peer of the tests starts with. Each has a port that none before it had: a node goes by the address and port a
 * packet comes from, and answers 401 to a peer on the port of one that went without a goodbye until that one's consent is over
 * (10 s). libdatachannel closes its socket before its goodbye is sent, so ports that the system gives twice made one connection
 * in some thousands fail.
 */
import type { RtcConfig } from 'node-datachannel';
import { claimPrivatePort } from '../../infra/supervisor/free-port.ts';

export function peerSettings(): RtcConfig {
  const port = claimPrivatePort();
  return { iceServers: [], portRangeBegin: port, portRangeEnd: port };
}
