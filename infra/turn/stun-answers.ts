/** Asks a TURN server whether it is there: one binding request (RFC 8489) over UDP. */
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';

const timeoutMs = 500;
const bindingRequest = Buffer.from([0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xa4, 0x42]);
const bindingAnswer = 0x0101;

/** Whether something that speaks STUN answers at this address; never throws. */
export function stunAnswers(ip: string, port: number): Promise<boolean> {
  const id = randomBytes(12);
  const socket = createSocket(ip.includes(':') ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    const end = (answer: boolean): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => end(false), timeoutMs);
    socket.once('error', () => end(false));
    socket.on('message', (packet) => {
      const itsOwn = packet.length >= 20 && packet.subarray(8, 20).equals(id);
      if (itsOwn && packet.readUInt16BE(0) === bindingAnswer) end(true);
    });
    socket.send(Buffer.concat([bindingRequest, id]), port, ip);
  });
}
