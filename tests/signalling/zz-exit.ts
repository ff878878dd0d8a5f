import { demoStreamId } from '../../prisma/demo.ts';
import { TestSocket } from '../world/socket.ts';
import { Bystander } from '../world/socket-bystander.ts';
import { openStack } from '../world/stack.ts';

const mode = process.argv[2];
const s = await openStack();
if (mode === 'socket') {
  const w = await TestSocket.open(s);
  await w.close();
}
if (mode === 'by') {
  const b = await Bystander.watch(s, demoStreamId);
  await b.close();
}
await s.close();
console.log(mode, 'closed', process.getActiveResourcesInfo());
setTimeout(() => {
  console.log(mode, 'later', process.getActiveResourcesInfo());
  process.exit();
}, 6000).unref();
process.on('exit', () => console.log(mode, 'exit'));
