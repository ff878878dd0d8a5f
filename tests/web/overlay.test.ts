/** The overlay for OBS: what it remembers through a reload, so that no tip comes twice and none is lost. */
import t from 'tap';
import type { ShownTip } from '../../server/protocol/http/tips.ts';
import {
  freshMemory,
  memoryFrom,
  newTips,
  readUpTo,
  withoutShown,
} from '../../web-client/src/features/overlay/overlay-memory.ts';

const token = 'a'.repeat(43);
const tip = (n: number, amount = '10'): ShownTip => ({
  id: `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  at: '2026-11-21T12:00:00.000Z',
  amount,
  tier: 'small',
  from: null,
  message: null,
  menuItem: null,
});
const ids = (tips: readonly ShownTip[]): string[] => tips.map(({ id }) => id.slice(-3));

t.test('what waits is there after a reload, what came on is not', async (t) => {
  let memory = readUpTo(freshMemory(token), 'cursor-1', [tip(1), tip(2), tip(3)]);
  memory = withoutShown(memory, tip(1).id, 1);
  const reloaded = memoryFrom(JSON.stringify(memory), token);
  t.equal(reloaded.cursor, 'cursor-1', 'it reads on from where it was');
  t.same(ids(reloaded.waiting), ['002', '003']);
  t.same(withoutShown(reloaded, tip(2).id, 2).waiting, [], 'a card that several share shows all that waited');
});

t.test('another address, or something broken, begins anew', async (t) => {
  const kept = JSON.stringify(readUpTo(freshMemory(token), 'cursor-1', [tip(1)]));
  const fresh = freshMemory('b'.repeat(43));
  t.same(memoryFrom(kept, fresh.token), fresh);
  for (const broken of [null, '', '{', '[]', '{"token":1}', JSON.stringify({ token, cursor: '', waiting: [] })]) {
    t.same(memoryFrom(broken, token), freshMemory(token), String(broken));
  }
});

t.test('what is too small is not shown, and what waits already not twice', async (t) => {
  const memory = readUpTo(freshMemory(token), 'cursor-1', [tip(1)]);
  t.same(ids(newTips(memory, [tip(1), tip(2, '4'), tip(3, '5')], '5')), ['003']);
  t.same(newTips(memory, [tip(4, '99')], '100'), [], 'compared as numbers');
});

t.test('it does not grow for ever', async (t) => {
  let memory = freshMemory(token);
  for (let n = 0; n < 40; n += 1) {
    memory = readUpTo(
      memory,
      `cursor-${n}`,
      Array.from({ length: 50 }, (_none, at) => tip(n * 50 + at)),
    );
  }
  t.equal(memory.waiting.length, 300);
  t.equal(memory.waiting.at(-1)?.id, tip(1_999).id, 'the newest stay');
  t.ok(memoryFrom(JSON.stringify(memory), token).cursor, 'and it can still be read');
});
