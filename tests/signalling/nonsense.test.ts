/**
 * WebRTC parameters that are nonsense, through the socket as a page would send them, into a room that is watched: every
 * request is answered with a code, and those who watch see pictures all the while.
 */
import fc from 'fast-check';
import { cleanup } from 'node-datachannel';
import t, { type Test } from 'tap';
import { methods } from '#protocol/socket/requests.ts';
import { cameraParameters } from '../world/media-publisher.ts';
import * as nonsense from '../world/nonsense-media.ts';
import type { TestSocket } from '../world/socket.ts';
import { Bystander } from '../world/socket-bystander.ts';
import { publishThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { openWorld } from './world.ts';

const stack = await openStack();
t.teardown(() => stack.close());
const world = await openWorld(stack);
const { id: room } = await world.goLive();
const performer = await world.socket('nova');
await performer.do('room.join', { room, as: 'performer' });
const show = await publishThrough(performer);
await show.startCamera();
const bystander = await Bystander.watch(stack, room);
t.teardown(async () => {
  show.close();
  await bystander.close();
  cleanup();
});
const processes = stack.children;
const tally = new Map<string, number>();
const numRuns = 130;

/** Asks, and holds the answer against what every answer must be. */
async function ask(socket: TestSocket, method: string, params: unknown): Promise<string> {
  const answer = await socket.ask(method, params, { withinMs: 8_000 });
  const code = answer.ok ? 'ok' : answer.error.error;
  tally.set(`${method} ${code}`, (tally.get(`${method} ${code}`) ?? 0) + 1);
  if (code === 'INTERNAL' || code === 'MEDIA_UNAVAILABLE') throw new Error(`${code} for ${JSON.stringify(params)}`);
  const tells = answer.ok ? '' : answer.error.message;
  if (/node_modules|\bat \/|Error:|mediasoup|flatbuffers|prisma/i.test(tells)) throw new Error(`tells ${tells}`);
  return code;
}

/** What must hold after every storm. */
async function isUnharmed(t: Test): Promise<void> {
  t.ok(await bystander.seesPictures(), 'the bystander still sees pictures');
  t.same(bystander.complaints(), [], 'and noticed nothing');
  t.same(stack.children, processes, 'no process had to be started again');
  t.comment(JSON.stringify(Object.fromEntries(tally)));
  tally.clear();
}

t.test('What a performer sends', async (t) => {
  const { mediaEpoch, transport } = show;
  const parameters = fc.oneof(nonsense.rtpParameters, nonsense.mutated(cameraParameters()));
  const kind = fc.constantFrom('audio', 'video');
  // The camera is what the bystander sees; whatever is said of it would be the performer's own doing.
  const source = fc.constantFrom('microphone', 'screen');
  const property = fc.asyncProperty(kind, source, parameters, async (kind, source, rtpParameters) => {
    await ask(performer, 'publish.start', { mediaEpoch, transport, kind, source, rtpParameters });
  });
  await fc.assert(property, { numRuns });
  await isUnharmed(t);
});

t.test('What a viewer can receive', async (t) => {
  const viewer = await world.socket();
  await viewer.do('room.join', { room, as: 'viewer' });
  const good = viewer.welcome.rtpCapabilities ?? {};
  const capabilities = fc.oneof(nonsense.rtpCapabilities, nonsense.mutated(good));
  const property = fc.asyncProperty(capabilities, fc.boolean(), async (rtpCapabilities, again) => {
    await ask(viewer, 'watch.sync', { rtpCapabilities });
    const joined = again && (await ask(viewer, 'room.join', { room, as: 'viewer', rtpCapabilities }));
    // Whom a join is refused is in no room.
    if (joined === 'MEDIA_REFUSED') await viewer.do('room.join', { room, as: 'viewer' });
  });
  await fc.assert(property, { numRuns });
  t.same(viewer.broken, [], 'every offer is of the protocol');
  await viewer.close();
  await isUnharmed(t);
});

t.test('How a viewer connects', async (t) => {
  const viewer = await world.socket();
  const rtpCapabilities = viewer.welcome.rtpCapabilities ?? {};
  const good = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }] };
  const parameters = fc.oneof(nonsense.dtlsParameters, nonsense.mutated(good));
  const property = fc.asyncProperty(parameters, async (dtlsParameters) => {
    const { watch } = await viewer.do('room.join', { room, as: 'viewer', rtpCapabilities });
    const mediaEpoch = watch?.mediaEpoch ?? 1;
    await ask(viewer, 'transport.connect', { mediaEpoch, transport: watch?.transport?.id ?? 'x', dtlsParameters });
  });
  await fc.assert(property, { numRuns });
  await viewer.close();
  await isUnharmed(t);
});

t.test('Anything at all to any method', async (t) => {
  const viewer = await world.socket('fan');
  await viewer.do('room.join', { room, as: 'viewer' });
  const method = fc.constantFrom(...Object.keys(methods).filter((name) => name !== 'room.leave'));
  const params = fc.oneof(fc.jsonValue(), fc.record({ mediaEpoch: fc.integer(), transport: fc.string() }));
  await fc.assert(
    fc.asyncProperty(method, params, async (method, params) => void (await ask(viewer, method, params))),
    { numRuns },
  );
  t.ok(viewer.isOpen, 'costs nobody the socket');
  await viewer.close();
  await isUnharmed(t);
});
