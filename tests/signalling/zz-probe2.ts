import { TestSocket } from '../world/socket.ts';
import { demoStreamId } from '../../prisma/demo.ts';
const port = Number(process.argv[2]);
const at = { port };
const by = await TestSocket.open(at);
const caps = (by.said[0] as any).rtpCapabilities;
const j = await by.do('room.join', { room: demoStreamId, as: 'viewer', rtpCapabilities: caps });
console.log('before', j.presence);
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));
for (let i = 0; i < 30; i++) {
  const s = await TestSocket.open(at);
  s.request('room.join', { room: demoStreamId, as: 'viewer', rtpCapabilities: caps });
  await wait(i);
  s.terminate();
}
await wait(3000);
console.log('after', JSON.stringify(by.notes('room.presence').map((n) => [n.seq, (n.body as any).count])));
await wait(12000);
console.log('later', JSON.stringify(by.notes('room.presence').map((n) => [n.seq, (n.body as any).count])));
await by.close();
