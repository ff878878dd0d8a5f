/**
 * Thousands of parameters that make no sense: each is taken or refused with a code, no refusal tells of the inside, and
 * the workers are the same afterwards.
 */

import fc from 'fast-check';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { controlMethods } from '#protocol/media/control.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { cameraParameters } from '../world/media-publisher.ts';
import * as nonsense from '../world/nonsense-media.ts';

const world = await startMediaWorld({ workers: 1 });
t.teardown(() => world.close());
const api = await world.connect();
const { rtpCapabilities } = await api.event('node.hello');
const [worker] = world.node.workerPids;
const tally = new Map<string, number>();

/** Asks, and holds the answer against what every answer must be. */
async function ask(method: string, params: unknown): Promise<void> {
  const answer = await api.ask(method, params);
  const code = answer.ok ? 'ok' : answer.error.error;
  tally.set(`${method} ${code}`, (tally.get(`${method} ${code}`) ?? 0) + 1);
  if (code === 'INTERNAL' || code === 'MEDIA_UNAVAILABLE') throw new Error(`${code} for ${JSON.stringify(params)}`);
  const leaks = !answer.ok && /node_modules|\bat \/|Error:|mediasoup|flatbuffers/i.test(answer.error.message);
  if (leaks) throw new Error(`tells too much: ${answer.error.message}`);
  if (world.node.workerPids[0] !== worker) throw new Error(`kills the worker: ${JSON.stringify(params)}`);
}

const numRuns = 2_000;

t.test('RTP parameters', async (t) => {
  const room = await world.room(api);
  let session = newId();
  let transport = '';
  const viewer = newId();
  await api.do('transport.open', { ...room, session: viewer, direction: 'receive' });
  let cases = 0;
  const kind = fc.constantFrom('audio', 'video');
  const source = fc.constantFrom('camera', 'microphone', 'screen', 'screen-sound');
  const parameters = fc.oneof(nonsense.rtpParameters, nonsense.mutated(cameraParameters()));
  const property = fc.asyncProperty(kind, source, parameters, async (kind, source, rtpParameters) => {
    if (cases % 40 === 0) {
      await api.do('session.close', { session });
      session = newId();
      const { handovers } = await api.do('room.open', room);
      const wish = { ...room, session, direction: 'send', handovers } as const;
      transport = (await api.do('transport.open', wish)).transport.id;
    }
    cases += 1;
    await ask('producer.open', { ...room, session, transport, kind, source, rtpParameters });
    // Whatever is taken from a performer, a viewer who makes sense is offered it or is not: it is never refused.
    await api.do('consumers.open', { ...room, session: viewer, rtpCapabilities });
  });
  await fc.assert(property, { numRuns });
  t.equal(await api.codeOf('room.health', room), 'ok', 'the room is unharmed');
});

t.test('RTP capabilities', async (t) => {
  const room = await world.room(api);
  const performer = newId();
  await api.do('room.play', { ...room, session: performer, clip: 'demo' });
  const { transport } = await api.do('transport.open', { ...room, session: performer, direction: 'send' });
  const camera = { kind: 'video', source: 'screen', rtpParameters: cameraParameters() } as const;
  await api.do('producer.open', { ...room, session: performer, transport: transport.id, ...camera });
  const capabilities = fc.oneof(nonsense.rtpCapabilities, nonsense.mutated(rtpCapabilities));
  const property = fc.asyncProperty(capabilities, async (rtpCapabilities) => {
    const session = newId();
    await api.do('transport.open', { ...room, session, direction: 'receive' });
    await ask('consumers.open', { ...room, session, rtpCapabilities });
    await api.do('session.close', { session });
  });
  await fc.assert(property, { numRuns });
  const session = newId();
  await api.do('transport.open', { ...room, session, direction: 'receive' });
  const { consumers } = await api.do('consumers.open', { ...room, session, rtpCapabilities });
  t.equal(consumers.length, 3, 'a viewer who makes sense is offered everything');
});

t.test('DTLS parameters', async (t) => {
  const room = await world.room(api);
  const good = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('0F').join(':') }] };
  const parameters = fc.oneof(nonsense.dtlsParameters, nonsense.mutated(good));
  const property = fc.asyncProperty(parameters, async (dtlsParameters) => {
    const session = newId();
    const { handovers } = await api.do('room.open', room);
    const { transport } = await api.do('transport.open', { ...room, session, direction: 'send', handovers });
    await ask('transport.connect', { ...room, session, transport: transport.id, dtlsParameters });
    await api.do('session.close', { session });
  });
  await fc.assert(property, { numRuns });
  t.equal(await api.codeOf('room.health', room), 'ok', 'the room is unharmed');
});

t.test('anything at all', async (t) => {
  const method = fc.constantFrom(...Object.keys(controlMethods), 'x', '');
  await fc.assert(fc.asyncProperty(method, fc.jsonValue(), ask), { numRuns });
  t.equal(world.node.workerPids[0], worker, 'the worker is the one we began with');
  for (const [what, count] of [...tally].sort()) t.comment(`${what}: ${count}`);
});
