/** When a transport's way to the media node is looked for anew, and when it is given up. */
import t from 'tap';
import { type IcePatience, IceRepair } from '../../web-client/src/media/ice-repair.ts';
import { type SignallingCode, SignallingError } from '../../web-client/src/signalling/signalling-error.ts';
import { until } from '../world/until.ts';

const patience: IcePatience = { graceMs: 40, withinMs: 120, betweenMs: 20 };

/** A transport whose server answers as it is told to. */
function transport(answers: (SignallingCode | 'ok' | 'silence')[] = []) {
  const asked: number[] = [];
  const given: string[] = [];
  const repair = new IceRepair({
    patience,
    restart() {
      asked.push(performance.now());
      const answer = answers.shift() ?? 'ok';
      if (answer === 'silence') return new Promise(() => undefined);
      return answer === 'ok' ? Promise.resolve() : Promise.reject(new SignallingError(answer, 'No.'));
    },
    giveUp: (why) => void given.push(why),
  });
  repair.connectionChanged('connecting');
  return { repair, asked, given };
}

/** A moment in which whatever is wrongly planned would have happened. */
async function quiet(ms: number): Promise<void> {
  const from = performance.now();
  await until('end of a quiet while', () => performance.now() - from >= ms);
}

t.test('a transport that comes back by itself is left alone', async (t) => {
  const { repair, asked, given } = transport();
  repair.connectionChanged('connected');
  repair.connectionChanged('disconnected');
  repair.connectionChanged('connected');
  await quiet(patience.graceMs * 2);
  t.same([asked.length, given], [0, []]);
});

t.test('one that stays away is restarted after the grace, and is well again', async (t) => {
  const { repair, asked, given } = transport();
  repair.connectionChanged('connected');
  const goneAt = performance.now();
  repair.connectionChanged('disconnected');
  await until('restart', () => asked.length === 1);
  t.ok((asked[0] ?? 0) - goneAt >= patience.graceMs - 2, 'not before the grace was over');
  repair.connectionChanged('connected');
  await quiet(patience.withinMs + 20);
  t.same([asked.length, given], [1, []]);
});

t.test('a restart that brings no connection in time is the last', async (t) => {
  const { repair, asked, given } = transport();
  repair.connectionChanged('connected');
  repair.connectionChanged('failed');
  await until('restart', () => asked.length === 1);
  repair.connectionChanged('disconnected');
  await until('end', () => given.length > 0);
  t.same([asked.length, given], [1, ['silent']]);
  repair.networkChanged();
  repair.connectionChanged('failed');
  await quiet(patience.graceMs * 2);
  t.same([asked.length, given], [1, ['silent']], 'nothing is asked for a transport that was given up');
});

t.test('a refusal ends it at once', async (t) => {
  for (const code of ['NOT_FOUND', 'MEDIA_EPOCH_STALE', 'NOT_IN_ROOM', 'MEDIA_REFUSED'] as const) {
    const { repair, asked, given } = transport([code]);
    repair.connectionChanged('connected');
    repair.connectionChanged('failed');
    await until('end', () => given.length > 0);
    t.same([asked.length, given], [1, ['refused']], code);
  }
});

t.test('no answer is no refusal: the question is asked again', async (t) => {
  const { repair, asked, given } = transport(['TIMED_OUT', 'CONNECTION_LOST', 'ok']);
  repair.connectionChanged('connected');
  repair.connectionChanged('disconnected');
  await until('third question', () => asked.length === 3);
  repair.connectionChanged('connected');
  await quiet(patience.withinMs + 20);
  t.same([asked.length, given], [3, []]);
});

t.test('a media node that cannot be reached just now costs nothing that flows', async (t) => {
  for (const code of ['MEDIA_UNAVAILABLE', 'INTERNAL'] as const) {
    const flowing = transport([code]);
    flowing.repair.connectionChanged('connected');
    flowing.repair.networkChanged();
    await until('question', () => flowing.asked.length === 1);
    await quiet(patience.graceMs * 2);
    t.same([flowing.asked.length, flowing.given], [1, []], `${code}: what is connected is left alone`);
    const dark = transport([code, code, 'ok']);
    dark.repair.connectionChanged('connected');
    dark.repair.connectionChanged('failed');
    await until('third question', () => dark.asked.length === 3);
    dark.repair.connectionChanged('connected');
    await quiet(patience.withinMs + 20);
    t.same([dark.asked.length, dark.given], [3, []], `${code}: asked until it answers`);
  }
});

t.test('where the answer waits for a socket, media that comes back meanwhile is kept', async (t) => {
  const { repair, asked, given } = transport(['silence']);
  repair.connectionChanged('connected');
  repair.connectionChanged('disconnected');
  await until('restart', () => asked.length === 1);
  await quiet(patience.withinMs * 2);
  t.same([asked.length, given], [1, []], 'one question at a time, and no end while it is open');
});

t.test('a change of network restarts at once, also what still counts as connected', async (t) => {
  const { repair, asked, given } = transport();
  repair.networkChanged();
  await quiet(20);
  t.equal(asked.length, 0, 'a transport that never was connected is not restarted');
  repair.connectionChanged('connected');
  const changedAt = performance.now();
  repair.networkChanged();
  await until('restart', () => asked.length === 1);
  t.ok((asked[0] ?? 0) - changedAt < patience.graceMs, 'without waiting for silence');
  await quiet(patience.withinMs + 20);
  t.same([asked.length, given], [1, []], 'what is connected is not given up');
});

t.test('many changes in a row are few restarts', async (t) => {
  const { repair, asked, given } = transport();
  repair.connectionChanged('connected');
  const from = performance.now();
  await until('end of the storm', () => {
    repair.networkChanged();
    return performance.now() - from >= 200;
  });
  // 0, 20, 60, 140, 300 ms: each pause is twice the one before.
  t.ok(asked.length >= 2 && asked.length <= 5, `${asked.length} restarts in 200 ms`);
  t.same(given, []);
  repair.close();
  const before = asked.length;
  repair.networkChanged();
  await quiet(60);
  t.equal(asked.length, before, 'closed, it asks for nothing');
});

t.test('who walks from network into network waits for none of them', async (t) => {
  const { repair, asked } = transport();
  repair.connectionChanged('connected');
  const waits: number[] = [];
  for (let move = 1; move <= 6; move += 1) {
    const changedAt = performance.now();
    repair.networkChanged();
    await until('restart', () => asked.length === move);
    waits.push((asked[move - 1] ?? 0) - changedAt);
    repair.connectionChanged('connected');
    await quiet(patience.betweenMs * 2.5);
  }
  t.ok(Math.max(...waits) < patience.betweenMs, `at once each time, as each had helped: ${waits.map(Math.round)} ms`);
  repair.close();
});

t.test('what never came into being is begun afresh', async (t) => {
  const { repair, asked, given } = transport();
  repair.connectionChanged('failed');
  t.same([asked.length, given], [0, ['silent']]);
});
