/** Saying a line: seen at once, said once, kept through losses; refused, held and judged in the open. */
import t from 'tap';
import { Chat } from '../../web-client/src/features/chat/chat.ts';
import { openSignalling } from '../../web-client/src/signalling/signalling.ts';
import { SignallingError } from '../../web-client/src/signalling/signalling-error.ts';
import { createStore, type Readable } from '../../web-client/src/signalling/store.ts';
import { ada, answeringLink, chatOn, fern, idOf, lineOf, noteOf, room, snapshotOf, textsOf } from './chat-cast.ts';
import { startSpeakingServer, welcome } from './speaking-server.ts';

const refusal = (code: ConstructorParameters<typeof SignallingError>[0], facts = {}) =>
  new SignallingError(code, 'No.', facts);
const mine = (number: number, text: string) => lineOf(number, { text, author: fern });

async function opened(more: Parameters<typeof snapshotOf>[1] = {}) {
  const link = answeringLink();
  const mind = chatOn(link);
  await link.next('chat.open').answer(snapshotOf([lineOf(1)], more));
  return { link, ...mind };
}

t.test('a line is there at once, and becomes the one everybody sees', async (t) => {
  const { chat, link } = await opened();
  t.ok(chat.speaker.say('Hello', lineOf(1)));
  t.match(chat.state.get().own, [{ text: 'Hello', state: 'sending', replyTo: { id: idOf(1), text: 'Line 1' } }]);
  const sent = link.next('chat.send');
  t.match(sent.params, { text: 'Hello', replyTo: idOf(1) });
  await sent.answer({ verdict: 'shown', line: mine(2, 'Hello') });
  t.same(chat.state.get().own, []);
  t.same(textsOf(chat.state.get().lines), ['Line 1', 'Hello']);
  link.tell(noteOf('chat.line', { line: mine(2, 'Hello') }));
  t.equal(chat.state.get().lines.length, 2, 'its note changes nothing');
});

t.test('the note may be quicker than the acknowledgement: nobody sees the line twice', async (t) => {
  const { chat, link } = await opened();
  chat.speaker.say('Hello', undefined);
  chat.speaker.say('Hello', undefined);
  const [first, second] = [link.next('chat.send'), link.next('chat.send')];
  link.tell(noteOf('chat.line', { line: mine(2, 'Hello') }));
  chat.speaker.discard('none');
  t.same(
    chat.state.get().own.map(({ echo }) => echo),
    [idOf(2), undefined],
    'one of the two stands for it',
  );
  await second.answer({ verdict: 'shown', line: mine(3, 'Hello') });
  await first.answer({ verdict: 'shown', line: mine(2, 'Hello') });
  t.same(chat.state.get().own, []);
  t.equal(chat.state.get().lines.length, 3);
});

t.test('a line that is taken away before it is acknowledged does not come back', async (t) => {
  const { chat, link } = await opened();
  chat.speaker.say('Hello', undefined);
  const sent = link.next('chat.send');
  link.tell(noteOf('chat.gone', { lines: [idOf(2)] }));
  await sent.answer({ verdict: 'shown', line: mine(2, 'Hello') });
  t.same(textsOf(chat.state.get().lines), ['Line 1']);
  t.same(chat.state.get().own, []);
});

t.test('a new session: what was not acknowledged is said again, with its key, after the chat was read', async (t) => {
  const { chat, link, snapshots } = await opened();
  chat.speaker.say('One', undefined);
  chat.speaker.say('Two', undefined);
  const [one, two] = [link.next('chat.send'), link.next('chat.send')];
  await one.refuse(refusal('CONNECTION_LOST'));
  await two.refuse(refusal('CONNECTION_LOST'));
  t.match(chat.state.get().own, [{ state: 'waiting' }, { state: 'waiting' }]);
  t.equal(link.waiting(), 0, 'nothing is said into the void');
  snapshots.set(2);
  await link.next('chat.open').answer(snapshotOf([lineOf(1), mine(2, 'One')]));
  const again = [link.next('chat.send'), link.next('chat.send')];
  t.same(
    again.map(({ params }) => params.key),
    [one.params.key, two.params.key],
    'the same keys, in the same order',
  );
  await again[0]?.answer({ verdict: 'shown', line: mine(2, 'One') });
  await again[1]?.answer({ verdict: 'shown', line: mine(3, 'Two') });
  t.same(textsOf(chat.state.get().lines), ['Line 1', 'One', 'Two']);
});

t.test(
  'no answer while the connection is away is no failure; with a connection it is one, and may be tried again',
  async (t) => {
    const { chat, link } = await opened();
    chat.speaker.say('One', undefined);
    const sent = link.next('chat.send');
    link.state.set({ phase: 'waiting', attempt: 1, nextInMs: 300 });
    await sent.refuse(refusal('TIMED_OUT'));
    t.match(chat.state.get().own, [{ state: 'waiting' }]);
    link.state.set({ phase: 'open' });
    link.resumed();
    const again = link.next('chat.send');
    t.equal(again.params.key, sent.params.key);
    await again.refuse(refusal('TIMED_OUT'));
    t.match(chat.state.get().own, [{ state: 'failed', code: 'TIMED_OUT' }]);
    chat.speaker.retry(again.params.key);
    const third = link.next('chat.send');
    t.equal(third.params.key, sent.params.key);
    await third.answer({ verdict: 'shown', line: mine(2, 'One') });
    t.same(chat.state.get().own, []);
  },
);

t.test('a refusal keeps the words and says more than no', async (t) => {
  const { chat, link, clock } = await opened();
  const until = '2026-11-21T12:00:00.000Z';
  for (const [code, facts] of [
    ['CONTENT_BLOCKED', {}],
    ['SLOW_MODE', { retryAfterSeconds: 7 }],
    ['TIMED_OUT_OF_CHAT', { until }],
    ['FOLLOWERS_ONLY', {}],
  ] as const) {
    chat.speaker.say('Words', undefined);
    await link.next('chat.send').refuse(refusal(code, facts));
  }
  const { own, readyAt, mute } = chat.state.get();
  t.same(
    own.map(({ text, code }) => `${text} ${code}`),
    ['Words CONTENT_BLOCKED', 'Words SLOW_MODE', 'Words TIMED_OUT_OF_CHAT', 'Words FOLLOWERS_ONLY'],
  );
  t.equal(readyAt, clock.nowMs + 7_000);
  t.match(mute, { kind: 'timeout', until });
  for (const { key } of own) chat.speaker.discard(key);
  t.same(chat.state.get().own, []);
});

t.test('slow mode: the next line waits, but not for those who moderate', async (t) => {
  const settings = { slowModeSeconds: 10, followersOnly: false, links: 'hold' as const };
  for (const moderates of [false, true]) {
    const { chat, link, clock } = await opened({ settings, moderates });
    chat.speaker.say('One', undefined);
    await link.next('chat.send').answer({ verdict: 'shown', line: mine(2, 'One') });
    t.equal(chat.state.get().readyAt, moderates ? 0 : clock.nowMs + 10_000);
  }
});

t.test('a held line: its author is told that it waits, and what came of it', async (t) => {
  for (const verdict of ['release', 'remove'] as const) {
    const { chat, link } = await opened();
    chat.speaker.say('Look', undefined);
    await link.next('chat.send').answer({ verdict: 'held', line: mine(2, 'Look') });
    t.match(chat.state.get().own, [{ state: 'held' }]);
    const decided = noteOf('chat.verdict', { room, line: idOf(2), text: 'Look', verdict }, null);
    link.tell(decided, decided);
    chat.speaker.discard('none');
    t.same(textsOf(chat.state.get().lines), verdict === 'release' ? ['Line 1', 'Look'] : ['Line 1']);
    t.match(chat.state.get().own, verdict === 'release' ? [] : [{ state: 'removed' }]);
  }
});

t.test('a verdict may be quicker than the acknowledgement, and concerns its own room only', async (t) => {
  const { chat, link } = await opened();
  chat.speaker.say('Look', undefined);
  const sent = link.next('chat.send');
  link.tell(noteOf('chat.verdict', { room, line: idOf(2), text: 'Look', verdict: 'remove' }, null));
  link.tell(noteOf('chat.verdict', { room: ada.id, line: idOf(2), text: 'Look', verdict: 'release' }, null));
  await sent.answer({ verdict: 'held', line: mine(2, 'Look') });
  t.match(chat.state.get().own, [{ state: 'removed' }]);
});

t.test('silence concerns this channel only, and ends with a pardon', async (t) => {
  const { chat, link } = await opened();
  const mute = { kind: 'timeout' as const, until: '2026-11-21T12:00:00.000Z', reason: 'Calm down' };
  link.tell(noteOf('chat.muted', { performer: { id: fern.id, displayName: 'Another' }, mute }, null));
  chat.speaker.discard('none');
  t.equal(chat.state.get().mute, null);
  link.tell(noteOf('chat.muted', { performer: ada, mute }, null));
  chat.speaker.discard('none');
  t.same(chat.state.get().mute, mute);
  link.tell(noteOf('chat.muted', { performer: ada, mute: null }, null));
  chat.speaker.discard('none');
  t.equal(chat.state.get().mute, null);
});

t.test('signing in or out: nobody finds what another said', async (t) => {
  const { chat, link } = await opened({ moderates: true, held: [{ line: lineOf(2), reasons: ['link'] }] });
  chat.speaker.say('Mine', undefined);
  const sent = link.next('chat.send');
  chat.identify(ada.id);
  t.match(chat.state.get(), { own: [], held: [], moderates: false });
  await sent.refuse(refusal('CONNECTION_LOST'));
  t.same(chat.state.get().own, [], 'nor does its end bring it back');
});

t.test('not more than twenty lines are under way', async (t) => {
  const { chat } = await opened();
  const said = Array.from({ length: 21 }, (_none, at) => chat.speaker.say(`Line ${at}`, undefined));
  t.equal(said.filter(Boolean).length, 20);
  t.notOk(said[20]);
});

t.test(
  'judging: gone from the queue at once, back where the server does not know, not where somebody was quicker',
  async (t) => {
    const held = [2, 3].map((number) => ({ line: lineOf(number), reasons: ['link' as const] }));
    const { chat, link } = await opened({ moderates: true, held });
    const ids = () => chat.state.get().held.map(({ line }) => line.id);
    const first = chat.judge(idOf(2), 'release');
    t.same(ids(), [idOf(3)]);
    await link.next('chat.judge').refuse(refusal('OVERLOADED'));
    await t.rejects(first, { code: 'OVERLOADED' });
    t.same(ids(), [idOf(2), idOf(3)]);
    const second = chat.judge(idOf(2), 'remove');
    await link.next('chat.judge').refuse(refusal('CONFLICT'));
    await t.rejects(second, { code: 'CONFLICT' });
    t.same(ids(), [idOf(3)]);
  },
);

t.test(
  'reading: again after each snapshot, not after a resume; only the last answer counts; failures end in a question',
  async (t) => {
    const link = answeringLink();
    const { chat, snapshots } = chatOn(link);
    const first = link.next('chat.open');
    snapshots.set(2);
    const second = link.next('chat.open');
    await second.answer(snapshotOf([lineOf(1), lineOf(2)]));
    await first.answer(snapshotOf([lineOf(1)]));
    t.equal(chat.state.get().lines.length, 2);
    link.resumed();
    t.equal(link.waiting(), 0, 'a resumed session has missed nothing');
    const other = answeringLink();
    const failing = chatOn(other).chat;
    await other.next('chat.open').refuse(refusal('NOT_IN_ROOM'));
    t.equal(failing.state.get().phase, 'opening', 'the next snapshot brings the next try');
    failing.again();
    await other.next('chat.open').refuse(refusal('UNKNOWN_METHOD'));
    t.equal(failing.state.get().phase, 'failed');
    failing.again();
    await other.next('chat.open').answer(snapshotOf([]));
    t.equal(failing.state.get().phase, 'open');
    failing.close();
    chat.close();
  },
);

t.test('over a real socket: a line said as the connection breaks is said once', async (t) => {
  const server = await startSpeakingServer();
  const signalling = openSignalling({ url: server.url, ticket: async () => undefined });
  const snapshots = createStore(1);
  const options = { room, performer: ada.id, me: fern.id, snapshots, now: () => 0, newKey: () => idOf(7), gatherMs: 0 };
  const chat = new Chat(signalling, options);
  t.teardown(async () => {
    chat.close();
    signalling.close();
    await server.close();
  });
  const socket = await server.next();
  socket.say(welcome(false));
  socket.answer(await socket.next(), snapshotOf([]));
  await until(chat.state, ({ phase }) => phase === 'open');
  chat.speaker.say('Hello', undefined);
  const said = await socket.next();
  socket.cut();
  const resumed = await server.next();
  resumed.say(welcome(true));
  t.same(await resumed.next(), said, 'a resumed session: the same request');
  resumed.cut();
  const fresh = await server.next();
  fresh.say(welcome(false, 'token-2'));
  await until(chat.state, ({ own }) => own[0]?.state === 'waiting');
  snapshots.set(2);
  fresh.answer(await fresh.next(), snapshotOf([]));
  const again = await fresh.next();
  t.match(again, { method: 'chat.send', params: { key: idOf(7), text: 'Hello' } });
  fresh.answer(again, { verdict: 'shown', line: mine(1, 'Hello') });
  await until(chat.state, ({ lines, own }) => lines.length === 1 && own.length === 0);
  t.pass('and it stands there');
});

/** Resolves once the value is as wanted; tap's own deadline ends a wait in vain. */
function until<T>(store: Readable<T>, wanted: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!wanted(store.get())) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}
