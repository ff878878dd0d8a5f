/** A reload in the middle of a show goes on by itself; nothing else ever does. */
import t from 'tap';
import { heldShowOf } from '../../web-client/src/features/studio/held-show.ts';

const stream = '01900000-0000-7000-8000-000000000101';
const now = 1_800_000_000_000;
const text = (change: Record<string, unknown> = {}): string =>
  JSON.stringify({ stream, camera: true, microphone: false, atMs: now - 1_500, ...change });

t.test('right after a reload, with what was switched on', async (t) => {
  t.same(heldShowOf(text(), 'reload', now), { stream, camera: true, microphone: false });
  t.same(
    heldShowOf(text({ camera: false, microphone: true }), 'reload', now)?.camera,
    false,
    'a camera that was off stays off',
  );
});

t.test('nobody is put on air unasked', async (t) => {
  t.equal(heldShowOf(null, 'reload', now), undefined, 'nothing was held');
  t.equal(heldShowOf(text(), 'navigate', now), undefined, 'another visit');
  t.equal(heldShowOf(text(), 'back_forward', now), undefined, 'a way back');
  t.equal(heldShowOf(text(), undefined, now), undefined, 'a browser that does not say');
  t.equal(heldShowOf(text({ atMs: now - 60_001 }), 'reload', now), undefined, 'a minute ago');
  t.equal(heldShowOf(text({ atMs: now + 5_000 }), 'reload', now), undefined, 'a clock that was set back');
  t.equal(heldShowOf(text({ camera: false }), 'reload', now), undefined, 'nothing was on');
  for (const broken of ['', '{', 'null', '[]', text({ stream: 'x' }), text({ camera: 'yes' }), text({ atMs: null })]) {
    t.equal(heldShowOf(broken, 'reload', now), undefined, `what cannot be read: ${broken.slice(0, 12)}`);
  }
});
