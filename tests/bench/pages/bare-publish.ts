/**
 * The least a page can do to publish camera and microphone, encoded as Busker encodes them.
 */
import { Device } from 'mediasoup-client';
import { microphoneOptions } from '#protocol/media/codecs.ts';
import { layersFor } from '../../../web-client/src/media/picture-layers.ts';
import type { FromPublisher, Opening, Taken } from './bare-wire.ts';
import { openWire } from './open-wire.ts';

const media = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
const wire = await openWire();

function ask(message: FromPublisher): Promise<Taken> {
  wire.send(message);
  return wire.next<Taken>();
}

const { rtpCapabilities, transport } = await wire.next<Opening>();
const device = new Device();
await device.load({ routerRtpCapabilities: rtpCapabilities });
const sending = device.createSendTransport(transport);
sending.on('connect', ({ dtlsParameters }, done, failed) => {
  ask({ dtlsParameters }).then(() => done(), failed);
});
sending.on('produce', ({ kind, rtpParameters }, done, failed) => {
  ask({ kind, rtpParameters }).then(done, failed);
});
const [camera] = media.getVideoTracks();
const [microphone] = media.getAudioTracks();
if (camera === undefined || microphone === undefined) throw new Error('There is nothing to send.');
camera.contentHint = 'motion';
const encodings = layersFor('camera', { width: 640, height: 480 });
await sending.produce({ track: camera, encodings, codecOptions: { videoGoogleStartBitrate: 1000 } });
await sending.produce({ track: microphone, codecOptions: microphoneOptions });
