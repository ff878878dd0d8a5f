/** Asks a Redis whether it is there, in its own words: the supervisor needs no client for one PING. */
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const timeoutMs = 2_000;
const defaultPort = 6379;

/** Whether it accepts the credentials of the URL and answers PING; never throws. */
export function redisAnswers(url: string): Promise<boolean> {
  const { protocol, hostname, port, username, password } = new URL(url);
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || defaultPort) };
  const socket = protocol === 'rediss:' ? connectTls({ ...address, servername: address.host }) : connect(address);
  const words = [username, password].filter((word) => word !== '').map(decodeURIComponent);
  const greeting = words.length > 0 ? command('AUTH', ...words) : '';
  socket.write(`${greeting}${command('PING')}`);
  return answered(socket);
}

function answered(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    let text = '';
    socket.setTimeout(timeoutMs, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (text.includes('+PONG\r\n')) end(true);
      if (text.startsWith('-') || text.includes('\r\n-')) end(false);
    });
  });
}

function command(...words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}
