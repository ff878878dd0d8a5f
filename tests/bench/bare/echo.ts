/**
 * What a chat costs without Busker: whatever one socket says, all sockets are told at once, and the speaker gets a number
 * back. Nothing is judged, stored or numbered for anybody. Says its port as JSON and ends when its standard input does.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
let said = 0;
sockets.on('connection', (socket) => {
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    const { key, text } = JSON.parse(String(data)) as { key: number; text: string };
    said += 1;
    const frame = JSON.stringify({ line: String(said), text });
    for (const one of sockets.clients) one.send(frame);
    socket.send(JSON.stringify({ key, acknowledged: String(said) }));
  });
});
await once(sockets, 'listening');
process.stdout.write(`${JSON.stringify({ port: (sockets.address() as AddressInfo).port })}\n`);
process.stdin.resume().once('close', () => process.exit(0));
