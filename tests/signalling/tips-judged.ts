/**
 * Messages that wait: nobody sees them before somebody with the right to it let them through.
 */
import type { Test } from 'tap';
import { personOf } from './chat-room.ts';
import { allTold, give, openTipsRoom, type TipsRoom } from './tips-room.ts';
import type { World } from './world.ts';

const words = 'the notes are on https://example.org/notes';
const encore = 'an encore would be like https://example.org/encore';
const third = 'our band has a page at https://example.org/band';
const fourth = 'posters are to be had from https://example.org/posters';

export async function judged(t: Test, world: World): Promise<void> {
  const place = await openTipsRoom(world);
  await released(t, world, place);
  await removed(t, world, place);
  await withoutRight(t, world, place);
  await place.close();
}

async function released(t: Test, world: World, place: TipsRoom): Promise<void> {
  const { room, nova, moss, mara, guest, vic } = place;
  const { tip } = await give(world, 'viewer', { streamId: room, message: words });
  for (const socket of [nova, moss]) {
    const { body } = await socket.note('tip.held', (held) => held.tip.id === tip.id);
    t.match(body, { message: words, reasons: ['link'], tip: { message: null } });
  }
  t.match((await guest.note('tip.shown', (told) => told.tip.id === tip.id)).body, { tip: { message: null } });
  t.match((await moss.do('tip.open', {})).held, [{ tip: { id: tip.id }, message: words }]);
  t.same([(await guest.do('tip.open', {})).held, (await mara.do('tip.open', {})).held], [[], []]);
  t.equal(await vic.codeOf('tip.judge', { tip: tip.id, verdict: 'release' }), 'FORBIDDEN', 'the giver least of all');
  const codes = await Promise.all([
    moss.codeOf('tip.judge', { tip: tip.id, verdict: 'release' }),
    nova.codeOf('tip.judge', { tip: tip.id, verdict: 'remove' }),
  ]);
  t.same(codes.toSorted(), ['CONFLICT', 'ok'], 'of two verdicts at once one stands');
  const isReleased = codes[0] === 'ok';
  await moss.note('tip.judged', (body) => body.tip === tip.id && (body.message !== null) === isReleased);
  const audit = await world.stack.query<{ facts: { verdict: string } }>(
    "SELECT facts FROM audit_entry WHERE action = 'tip.judged' AND subject_id = $1",
    [tip.id],
  );
  t.match(audit, [{ facts: { verdict: isReleased ? 'release' : 'remove' } }], 'and is written down');
  const { tip: next } = await give(world, 'viewer', { streamId: room, message: encore });
  await moss.note('tip.held', (held) => held.tip.id === next.id);
  await moss.do('tip.judge', { tip: next.id, verdict: 'release' });
  await guest.note('tip.judged', (body) => body.tip === next.id && body.message === encore);
  t.equal((await guest.do('tip.open', {})).recent.at(-1)?.message, encore, 'who comes later reads it');
  t.match(await moss.refusalOf('tip.judge', { tip: next.id, verdict: 'remove' }), {
    error: 'CONFLICT',
    verdict: 'release',
  });
}

async function removed(t: Test, world: World, place: TipsRoom): Promise<void> {
  const { room, nova, moss, guest } = place;
  const { tip } = await give(world, 'fan', { streamId: room, message: third });
  await nova.note('tip.held', (held) => held.tip.id === tip.id);
  await nova.do('tip.judge', { tip: tip.id, verdict: 'remove' });
  await moss.note('tip.judged', (body) => body.tip === tip.id && body.message === null);
  const { tip: last } = await give(world, 'fan', { streamId: room, amount: 2 });
  await allTold(world, place, last.id);
  t.same(
    guest.notes('tip.judged').filter(({ body }) => (body as { tip: string }).tip === tip.id),
    [],
    'nobody else hears that there was something to take away',
  );
  t.same((await moss.do('tip.open', {})).held, []);
  t.equal(JSON.stringify(guest.said).includes('"tip.held"'), false);
}

async function withoutRight(t: Test, world: World, { room, nova, moss, mara, fern }: TipsRoom): Promise<void> {
  const { tip: plain } = await give(world, 'viewer', { streamId: room, message: 'thank you' });
  t.equal(await nova.codeOf('tip.judge', { tip: plain.id, verdict: 'remove' }), 'NOT_FOUND', 'it never waited');
  const { tip } = await give(world, 'viewer', { streamId: room, message: fourth });
  await moss.note('tip.held', (held) => held.tip.id === tip.id);
  const { streams } = await world.cast.performer.do('listStreams');
  const own = streams.find(({ performer }) => performer.handle === 'mara')?.id ?? '';
  await mara.do('room.join', { room: own, as: 'performer' });
  t.equal(await mara.codeOf('tip.judge', { tip: tip.id, verdict: 'release' }), 'NOT_FOUND', 'another performer’s tip');
  await fern.do('room.leave', {});
  t.equal(await fern.codeOf('tip.judge', { tip: tip.id, verdict: 'release' }), 'NOT_IN_ROOM');
  await nova.do('chat.dismiss', { person: personOf(moss) });
  t.equal(
    await moss.codeOf('tip.judge', { tip: tip.id, verdict: 'release' }),
    'FORBIDDEN',
    'who was dismissed a moment ago',
  );
  t.same((await moss.do('tip.open', {})).held, []);
  await nova.do('tip.judge', { tip: tip.id, verdict: 'remove' });
}
