/**
 * What the route of tips costs without Busker: the same body, read and judged by the same schema, an answer of the same
 * shape, and one frame to every socket. Nobody is asked for, nothing is stored. Says its port as JSON and ends when its
 * standard input does.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { WebSocketServer } from 'ws';
import { newId } from '#kernel/ids.ts';
import { sendTip } from '#protocol/http/tips.ts';

const somebody = { id: newId(), displayName: 'Somebody', handle: 'somebody' };
const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '64kb' }));
app.post(sendTip.path, (request, response) => {
  const { amount, streamId, message = null } = sendTip.body.parse(request.body);
  const shown = {
    ...{ id: newId(), at: new Date().toISOString(), amount: String(amount), tier: 'small', from: somebody },
    ...{ message, menuItem: null },
  };
  const tip = {
    ...{ ...shown, to: somebody, streamId: streamId ?? null, private: false, anonymous: false },
    ...{ messageState: 'none', state: 'pending', earned: null },
  };
  response.status(sendTip.status).json({ tip, wallet: { balance: '1000' } });
  const frame = JSON.stringify({ type: 'note', name: 'tip.shown', body: { tip: shown } });
  for (const socket of sockets.clients) socket.send(frame);
});

const server = createServer(app);
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => socket.on('error', () => undefined));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
process.stdin.resume().once('close', () => process.exit(0));
