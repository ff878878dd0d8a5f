/**
 * The least a page can do to watch: one round trip to the picture's description, then the handshake.
 */
import { Device } from 'mediasoup-client';
import type { FromWatcher, Offers, Opening } from './bare-wire.ts';
import { openWire } from './open-wire.ts';

const video = document.querySelector('video');
const wire = await openWire();

function say(message: FromWatcher): void {
  wire.send(message);
}

const { rtpCapabilities, transport } = await wire.next<Opening>();
const device = new Device();
await device.load({ routerRtpCapabilities: rtpCapabilities });
say({ rtpCapabilities: device.recvRtpCapabilities });
const receiving = device.createRecvTransport(transport);
receiving.on('connect', ({ dtlsParameters }, done) => {
  say({ dtlsParameters });
  done();
});
const { consumers: offers } = await wire.next<Offers>();
performance.mark('busker:joined');
const consumers = await Promise.all(offers.map((offer) => receiving.consume({ ...offer })));
receiving.on('connectionstatechange', (state) => {
  if (state === 'connected') performance.mark('busker:transport-connected');
});
if (video !== null) video.srcObject = new MediaStream(consumers.map(({ track }) => track));
