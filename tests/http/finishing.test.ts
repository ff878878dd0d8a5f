/** A server that is told to end: who asked is answered, who comes afterwards is not let in, and nobody makes it wait for ever. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { systemClock } from '#kernel/clock.ts';
import { finishRequests } from '#platform/http/finish-requests.ts';
import { listen } from '#platform/http/listen.ts';
import { until } from '../world/until.ts';

const request = 'GET / HTTP/1.1\r\nhost: busker\r\n\r\n';
const patience = 3_000;

/** A server whose answers wait until they are given here. */
async function openServer(t: Test) {
  const asked: ServerResponse[] = [];
  const server = createServer((_, response) => void asked.push(response));
  const requests = finishRequests(server, systemClock);
  await listen(server, 0, '127.0.0.1');
  t.teardown(() => server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { asked, requests, server, port };
}

/** A connection, and what came on it. */
async function visit(t: Test, port: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  const heard = { text: '', ended: false };
  socket.on('data', (chunk) => {
    heard.text += String(chunk);
  });
  socket.on('close', () => {
    heard.ended = true;
  });
  t.teardown(() => socket.destroy());
  await once(socket, 'connect');
  return { socket, heard };
}

t.test('what is under way is answered, and its connection ends with the answer', async (t) => {
  const { asked, requests, port } = await openServer(t);
  const visitor = await visit(t, port);
  visitor.socket.write(request);
  await until('a request', () => asked.length === 1);
  await requests.begin();
  const finished = requests.finished(patience);
  t.notOk(visitor.heard.ended);
  asked[0]?.end('here you are');
  t.equal(await finished, 0, 'nobody is left');
  await until('the end of the connection', () => visitor.heard.ended);
  t.match(visitor.heard.text, /^HTTP\/1\.1 200 .*here you are$/s);
  t.match(visitor.heard.text, /^connection: close\r$/im, 'whoever asks is told');
});

t.test('what had been sent when it was told is answered too', async (t) => {
  const { asked, requests, port } = await openServer(t);
  const visitors = [await visit(t, port), await visit(t, port)] as const;
  const late = connect(port, '127.0.0.1');
  late.on('error', () => undefined);
  t.teardown(() => late.destroy());
  for (const { socket } of visitors) socket.write(request);
  late.write(request);
  await requests.begin();
  t.equal(asked.length, 3, 'on connections that were open, and on one that was not taken yet');
  for (const response of asked) response.end('yes');
  t.equal(await requests.finished(patience), 0);
});

t.test('many connections that no one has taken yet are taken one after the other', async (t) => {
  const { asked, requests, port } = await openServer(t);
  const doors = Array.from({ length: 40 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  t.teardown(() => doors.forEach((door) => void door.destroy()));
  for (const door of doors) door.write(request);
  await requests.begin();
  t.equal(asked.length, doors.length);
  for (const response of asked) response.end('yes');
  t.equal(await requests.finished(patience), 0);
});

t.test('nobody is let in afterwards, and connections that ask nothing are closed', async (t) => {
  const { asked, requests, port } = await openServer(t);
  const idle = await visit(t, port);
  idle.socket.write(request);
  await until('a request', () => asked.length === 1);
  asked[0]?.end('yes');
  await until('an answer', () => idle.heard.text.endsWith('yes'));
  t.notOk(idle.heard.ended, 'it may ask again until then');
  await requests.begin();
  await until('the end of the connection', () => idle.heard.ended);
  t.equal(await requests.finished(patience), 0);
  await t.rejects(once(connect(port, '127.0.0.1'), 'connect'), { code: 'ECONNREFUSED' });
});

t.test('who takes too long is waited for no longer, and may still be answered', async (t) => {
  const { asked, requests, port } = await openServer(t);
  const visitor = await visit(t, port);
  visitor.socket.write(request);
  await until('a request', () => asked.length === 1);
  await requests.begin();
  t.equal(await requests.finished(20), 1, 'one has no answer');
  const finished = requests.finished(patience);
  asked[0]?.end('late');
  t.equal(await finished, 0);
  await until('the answer', () => visitor.heard.text.endsWith('late'));
});

t.test('who goes away is not waited for', async (t) => {
  const { asked, requests, port } = await openServer(t);
  const visitor = await visit(t, port);
  visitor.socket.write(request);
  await until('a request', () => asked.length === 1);
  await requests.begin();
  const finished = requests.finished(patience);
  visitor.socket.destroy();
  t.equal(await finished, 0);
});
