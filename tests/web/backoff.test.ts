/** How long a page waits before it comes back. */
import t from 'tap';
import { reconnectDelayMs, sendAgainDelayMs } from '../../web-client/src/signalling/backoff.ts';

t.test('the first attempt is made at once, later ones wait longer and longer, up to seven seconds', async (t) => {
  const middle = [1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => reconnectDelayMs(attempt, 0.5));
  t.same(middle, [0, 300, 1200, 2700, 4800, 7000, 7000, 7000]);
});

t.test('pages spread by a quarter to either side', async (t) => {
  t.equal(reconnectDelayMs(3, 0), 900);
  t.equal(reconnectDelayMs(3, 1), 1500);
  t.equal(reconnectDelayMs(1, 0.99), 0, 'but nobody waits before the first');
});

t.test('Who sends asks again within a second while there is no media node', async (t) => {
  const delays = (code?: string) => [1, 2, 4, 50].map((attempt) => sendAgainDelayMs(attempt, 0.5, code));
  t.same(delays('MEDIA_UNAVAILABLE'), [0, 300, 1000, 1000]);
  t.same(delays('OVERLOADED'), [0, 300, 2700, 7000], 'and for nothing else');
});
