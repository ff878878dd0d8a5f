/**
 * Requests that must not run twice, against a real Redis and every kind of bad luck: processes that die, that stall and
 * wake again, sessions that are taken up in between.
 */
import fc from 'fast-check';
import { pino } from 'pino';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import type { SessionRecord } from '../../server/platform/websocket/session-record.ts';
import { createSessionStore, type Reserved } from '../../server/platform/websocket/session-store.ts';
import { startRedis } from '../world/redis.ts';

const server = await startRedis();
const redis = openRedis(server.url, { name: 'test', log: pino({ level: 'silent' }) });
t.teardown(async () => {
  await redis.close();
  await server.close();
});
await redis.ready();
const store = createSessionStore(redis.commands);

/** A process that has, or had, the session. */
interface Holder {
  readonly record: SessionRecord;
  asked: number;
  /** What it carries out. */
  running: number | undefined;
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('ask', 'ask', 'ask', 'finish', 'finish', 'prolong', 'die', 'stall', 'take up'),
    who: fc.nat(3),
    id: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 4, maxLength: 30 },
);

t.test('Nothing runs twice, nothing side by side, and every answer is the one that was given', async (t) => {
  let asked = 0;
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const evening = new Evening(await open());
      for (const step of given) {
        const how = await evening.do(step);
        if (how !== undefined) seen.set(how, (seen.get(how) ?? 0) + 1);
        asked += 1;
      }
    }),
    { numRuns: 500 },
  );
  t.comment(`${asked} steps: ${[...seen].map(([how, count]) => `${count} ${how}`).join(', ')}`);
  for (const how of ['mine', 'running', 'busy', 'answered', 'unknown', 'taken'])
    t.ok(seen.has(how), `${how} was among them`);
});

t.test('Who stood still for too long is not heard any more', async (t) => {
  const record = await open();
  await store.reserve(record, 3);
  await server.client.hset(`session:${record.id}`, 'begunUntil', 1);
  const next = await takeUp(record);
  t.match(await store.reserve(next, 3), { how: 'unknown' });
  await store.prolong(record, 3);
  t.equal(await store.save(record, { answer: { id: 3, frame: '{}' } }), 'taken');
  t.same([...(await peek(record.id)).answers], [], 'its answer comes too late');
  t.match(await store.reserve(next, 3), { how: 'unknown' }, 'it stays unknown');
  t.match(await store.reserve(next, 4), { how: 'mine' }, 'and what comes after it need not wait');
});

t.test('What was begun is remembered where Redis forgot the session and it was written anew', async (t) => {
  const record = await open();
  t.match(await store.reserve(record, 4), { how: 'mine' });
  record.begun = 4;
  await server.client.flushall();
  t.match(await store.reserve(record, 5), { how: 'missing' }, 'nothing can be promised meanwhile');
  await store.open(record);
  const next = await takeUp(record);
  t.match(await store.reserve(next, 4), { how: 'unknown' });
  t.match(await store.reserve(next, 5), { how: 'mine' });
});

t.test('A reservation costs what a kept answer costs', async (t) => {
  const record = await open();
  const [tookMs, keptMs]: [number[], number[]] = [[], []];
  for (let id = 1; id <= 2_000; id += 1) {
    const startedMs = performance.now();
    await store.reserve(record, id);
    const reservedMs = performance.now();
    tookMs.push(reservedMs - startedMs);
    await store.save(record, { answer: { id, frame: '{}' } });
    keptMs.push(performance.now() - reservedMs);
  }
  const [reserving = 0, keeping = 0] = [tookMs, keptMs].map((all) => all.sort((one, other) => one - other)[1_000]);
  t.comment(`medians ${reserving.toFixed(3)} and ${keeping.toFixed(3)} ms`);
  t.ok(reserving < 3 * keeping, 'or not much more');
});

async function open(): Promise<SessionRecord> {
  const id = newId();
  const none = { tokenHash: 'hash', identity: null, place: null, noteSeqs: {} };
  const record: SessionRecord = { id, generation: 1, last: 0, begun: 0, ...none };
  await store.open(record);
  return record;
}

async function takeUp(before: SessionRecord): Promise<SessionRecord> {
  const seen = await store.read(before.id);
  const claimed = seen && (await store.claim(seen));
  if (claimed === undefined) throw new Error('the session could not be taken up');
  return claimed.record;
}

/** One session and all who ever had it. */
class Evening {
  readonly #first: SessionRecord;
  readonly #holders: Holder[];
  readonly #begun = new Set<number>();
  readonly #said = new Map<number, string>();
  readonly #givenUp = new Set<number>();
  /** Who carries something out and said so lately. */
  #alive: Holder | undefined;

  constructor(first: SessionRecord) {
    this.#first = first;
    this.#holders = [{ record: first, asked: 0, running: undefined }];
  }

  /** @returns what came of a question; undefined where none was asked */
  async do({ what, who, id }: { what: string; who: number; id: number }): Promise<string | undefined> {
    const holder = this.#holders.at(-1 - (who % this.#holders.length));
    if (holder === undefined) return undefined;
    if (what === 'ask') return this.#ask(holder, id);
    if (what === 'finish') await this.#finish(holder);
    if (what === 'prolong' && holder === this.#alive) await store.prolong(holder.record, holder.running ?? 0);
    if ((what === 'die' || what === 'stall') && holder === this.#alive) await this.#fallSilent(holder, what);
    if (what === 'take up') this.#holders.push({ record: await takeUp(this.#first), asked: 0, running: undefined });
    return undefined;
  }

  async #ask(holder: Holder, id: number): Promise<string | undefined> {
    // On one socket ids only grow, and one request waits for the other.
    if (holder.running !== undefined || id <= holder.asked) return undefined;
    const reserved = await store.reserve(holder.record, id);
    this.#judge(holder, id, reserved);
    if (reserved.how === 'running' || reserved.how === 'busy') return reserved.how;
    holder.asked = id;
    if (reserved.how === 'unknown') this.#givenUp.add(id);
    if (reserved.how !== 'mine') return reserved.how;
    this.#begun.add(id);
    holder.running = id;
    holder.record.begun = id;
    this.#alive = holder;
    return 'mine';
  }

  #judge(holder: Holder, id: number, reserved: Reserved): void {
    const { how } = reserved;
    const highest = Math.max(0, ...this.#begun);
    const newest = holder === this.#holders.at(-1);
    demand(newest === (how !== 'taken'), 'only who has the session may begin');
    if (how === 'mine') demand(id > highest, 'what was begun, or passed over, is not begun again');
    if (how === 'mine') demand(this.#alive === undefined, 'nothing runs beside what still runs');
    if (how === 'answered') demand(this.#said.get(id) === reserved.frame, 'the answer is the one that was given');
    if (how === 'unknown') demand(id <= highest && !this.#said.has(id), 'unknown is only what nobody answered');
    if (how === 'running' || how === 'busy') demand(this.#alive !== undefined, 'nobody waits for the dead');
  }

  async #finish(holder: Holder): Promise<void> {
    const { running, record } = holder;
    if (running === undefined) return;
    const frame = `{"of":${running},"by":${record.generation}}`;
    const kept = await store.save(record, { answer: { id: running, frame } });
    demand(kept === 'kept' || holder !== this.#holders.at(-1), 'who has the session keeps its answers');
    const { answers } = await peek(record.id);
    demand(!this.#givenUp.has(running) || !answers.has(running), 'what was given up is not answered later');
    if (answers.get(running) === frame) this.#said.set(running, frame);
    if (this.#alive === holder) {
      demand(this.#said.get(running) === frame, 'whoever lives is heard, also after a taking up');
      this.#alive = undefined;
    }
    holder.running = undefined;
  }

  /** Whoever stalls may go on later. */
  async #fallSilent(holder: Holder, how: 'die' | 'stall'): Promise<void> {
    await server.client.hset(`session:${this.#first.id}`, 'begunUntil', 1);
    this.#alive = undefined;
    if (how === 'die') holder.running = undefined;
  }
}

async function peek(id: string): Promise<{ answers: Map<number, string> }> {
  const lines = await server.client.lrange(`session:${id}:answers`, 0, -1);
  return { answers: new Map(lines.map((line) => [Number.parseInt(line, 10), line.slice(line.indexOf(' ') + 1)])) };
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It does not hold that ${what}`);
}
