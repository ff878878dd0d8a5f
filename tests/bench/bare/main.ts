/**
 * What a join costs without Busker: one mediasoup worker, one router, a page to publish and a page to watch. Starts on
 * free ports of loopback, says its port as JSON on standard output and ends when its standard input does.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWorker } from 'mediasoup';
import { WebSocketServer } from 'ws';
import { routerCodecs } from '#protocol/media/codecs.ts';
import { mediaWorkerBin } from '../../world/media-worker.ts';
import { buildPages } from './pages.ts';
import { publish } from './publish.ts';
import { Stage } from './stage.ts';
import { watch } from './watch.ts';

const ip = '127.0.0.1';

const pages = await buildPages();
const worker = await createWorker({ workerBin: mediaWorkerBin(), logLevel: 'warn' });
const listenInfos = (['udp', 'tcp'] as const).map((protocol) => ({ protocol, ip }));
const webRtcServer = await worker.createWebRtcServer({ listenInfos });
const router = await worker.createRouter({ mediaCodecs: [...routerCodecs] });
const stage = new Stage(router, webRtcServer);

const http = createServer((request, response) => {
  const found = pages.get(request.url ?? '');
  if (found === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': found.type }).end(found.text);
});
const sockets = new WebSocketServer({ server: http });
sockets.on('connection', (socket, request) => {
  const talk = request.url === '/publish' ? publish : watch;
  talk(stage, socket).catch((error: unknown) => {
    process.stderr.write(`bare: ${String(error)}\n`);
    socket.close();
  });
});
http.listen(0, ip);
await once(http, 'listening');
process.stdout.write(`${JSON.stringify({ port: (http.address() as AddressInfo).port })}\n`);

process.stdin.resume().once('close', () => {
  worker.close();
  process.exit(0);
});
