/** What the banner says about the socket, and when it says nothing. */
import t from 'tap';
import { connectionNewsOf } from '../../web-client/src/live/connection-news.ts';

t.test('a page that is on its way in has lost nothing', async (t) => {
  t.equal(connectionNewsOf({ phase: 'connecting', attempt: 0 }, true), 'none');
  t.equal(connectionNewsOf({ phase: 'open' }, true), 'none');
});

t.test('a lost socket is being opened again', async (t) => {
  t.equal(connectionNewsOf({ phase: 'waiting', attempt: 1, nextInMs: 300 }, true), 'reconnecting');
  t.equal(connectionNewsOf({ phase: 'connecting', attempt: 3 }, true), 'reconnecting');
});

t.test('without a network that is what is said', async (t) => {
  t.equal(connectionNewsOf({ phase: 'waiting', attempt: 2, nextInMs: 300 }, false), 'offline');
  t.equal(connectionNewsOf({ phase: 'connecting', attempt: 2 }, false), 'offline');
  t.equal(connectionNewsOf({ phase: 'open' }, false), 'none', 'a socket that speaks is believed before the browser');
});

t.test('what has ended is not being opened', async (t) => {
  for (const reason of ['closed', 'taken-over', 'signed-out', 'outdated'] as const) {
    t.equal(connectionNewsOf({ phase: 'ended', reason }, false), 'ended', reason);
  }
});
