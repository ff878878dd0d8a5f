/**
 * Whatever the order in which answers and notes come in, the page ends with what the server has. The server here is a few
 * arrays; the network delivers notes in order and answers whenever it likes.
 */
import fc from 'fast-check';
import t from 'tap';
import type { ChatLine } from '#protocol/socket/chat.ts';
import type { Note } from '#protocol/socket/notes.ts';
import { answeringLink, chatOn, fern, lineOf, noteOf, settle, snapshotOf } from './chat-cast.ts';

type Step =
  | { readonly kind: 'say' | 'hold' | 'settings' | 'note' | 'snapshot' | 'rights' | 'older' }
  | { readonly kind: 'delete' | 'judge' | 'pin' | 'answer' | 'see'; readonly which: number };

const plain = fc.constantFrom('say', 'say', 'hold', 'settings', 'note', 'note', 'snapshot', 'rights', 'older');
const chosen = fc.constantFrom('delete', 'judge', 'pin', 'answer', 'see');
const steps = fc.array(
  fc.oneof(
    plain.map((kind) => ({ kind }) as Step),
    fc.tuple(chosen, fc.nat(50)).map(([kind, which]) => ({ kind, which }) as Step),
  ),
  { maxLength: 60 },
);

/** Lines of a snapshot and of a page here: few, so that there are several pages. */
const atOnce = 5;

interface Question {
  readonly method: string;
  readonly params: { before?: string };
  /** What the server saw when it read; it may be told much later. */
  seen?: unknown;
  readonly resolve: (result: never) => void;
}

class World {
  readonly link = answeringLink();
  readonly questions: Question[] = [];
  lines: ChatLine[] = [];
  held: ChatLine[] = [];
  pinned: ChatLine | null = null;
  slow = 0;
  moderates = true;
  notes: Note[] = [];
  #numbers = 0;

  constructor() {
    this.link.request = ((method: string, params: object) =>
      new Promise((resolve) => this.questions.push({ method, params, resolve: resolve as never }))) as never;
  }

  draft(): ChatLine {
    this.#numbers += 1;
    return lineOf(this.#numbers);
  }

  add(line: ChatLine): void {
    this.lines = [...this.lines, line].sort((one, other) => (one.id < other.id ? -1 : 1));
    this.notes.push(noteOf('chat.line', { line }));
  }

  drop(which: number): void {
    const all = [...this.lines, ...this.held];
    const line = all[which % Math.max(1, all.length)];
    if (line === undefined) return;
    this.lines = this.lines.filter(({ id }) => id !== line.id);
    this.held = this.held.filter(({ id }) => id !== line.id);
    if (this.pinned?.id === line.id) this.pinned = null;
    this.notes.push(noteOf('chat.gone', { lines: [line.id] }));
  }

  judge(which: number): void {
    const line = this.held[which % Math.max(1, this.held.length)];
    if (line === undefined) return;
    this.held = this.held.filter(({ id }) => id !== line.id);
    const verdict = which % 2 === 0 ? 'release' : 'remove';
    this.notes.push(noteOf('chat.judged', { line: line.id, verdict, by: 'Ada' }));
    if (verdict === 'release') this.add(line);
  }

  see(question: Question): void {
    if (question.seen !== undefined) return;
    const { before } = question.params;
    const all = before === undefined ? this.lines : this.lines.filter(({ id }) => id < before);
    const page = { lines: all.slice(-atOnce), more: all.length > atOnce };
    const settings = { slowModeSeconds: this.slow, followersOnly: false, links: 'hold' as const };
    const held = this.held.map((line) => ({ line, reasons: [] }));
    const more = { ...page, pinned: this.pinned, settings, moderates: this.moderates, held };
    question.seen = question.method === 'chat.open' ? snapshotOf(page.lines, more) : page;
  }

  async answer(which: number): Promise<void> {
    const [question] = this.questions.splice(which % Math.max(1, this.questions.length), 1);
    if (question === undefined) return;
    this.see(question);
    question.resolve(question.seen as never);
    await settle();
  }
}

async function take(world: World, mind: ReturnType<typeof chatOn>, step: Step): Promise<void> {
  switch (step.kind) {
    case 'say':
      return world.add(world.draft());
    case 'hold': {
      const line = world.draft();
      world.held = [...world.held, line];
      world.notes.push(noteOf('chat.held', { line, reasons: [] }));
      return;
    }
    case 'delete':
      return world.drop(step.which);
    case 'judge':
      return world.judge(step.which);
    case 'pin':
      world.pinned = world.lines[step.which] ?? null;
      world.notes.push(noteOf('chat.pinned', { line: world.pinned }));
      return;
    case 'settings':
      world.slow += 1;
      world.notes.push(
        noteOf('chat.settings', { settings: { slowModeSeconds: world.slow, followersOnly: false, links: 'hold' } }),
      );
      return;
    default:
      return travel(world, mind, step);
  }
}

async function travel(world: World, { chat, snapshots }: ReturnType<typeof chatOn>, step: Step): Promise<void> {
  const note = step.kind === 'note' ? world.notes.shift() : undefined;
  if (note !== undefined) world.link.tell(note);
  if (step.kind === 'snapshot') {
    // Entering again: what was missed is not told, it is read.
    if (world.notes.length > 3) world.notes = [];
    snapshots.set(snapshots.get() + 1);
  }
  if (step.kind === 'rights') world.link.tell(noteOf('room.rights', { moderates: true, cursors: [] }, null));
  if (step.kind === 'older') void chat.readOlder();
  const question = step.kind === 'see' ? world.questions[step.which % Math.max(1, world.questions.length)] : undefined;
  if (question !== undefined) world.see(question);
  if (step.kind === 'answer') await world.answer(step.which);
  await settle();
}

t.test('the page ends with what the server has', async (t) => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const world = new World();
      const mind = chatOn(world.link, fern.id);
      for (const step of taken) await take(world, mind, step);
      // In the end everything arrives.
      while (world.notes.length > 0) await take(world, mind, { kind: 'note' });
      while (world.questions.length > 0) await world.answer(0);
      mind.chat.identify('somebody-else');
      mind.chat.identify(fern.id);
      mind.snapshots.set(mind.snapshots.get() + 1);
      while (world.questions.length > 0) await world.answer(0);
      const { lines, more, pinned, held, settings } = mind.chat.state.get();
      mind.chat.close();
      const expected = world.lines.slice(-lines.length || world.lines.length);
      return (
        JSON.stringify(lines) === JSON.stringify(expected) &&
        more === lines.length < world.lines.length &&
        JSON.stringify(pinned) === JSON.stringify(world.pinned) &&
        JSON.stringify(held.map(({ line }) => line.id)) === JSON.stringify(world.held.map(({ id }) => id)) &&
        settings.slowModeSeconds === world.slow
      );
    }),
    { numRuns: 600 },
  );
  t.pass('600 random orders');
});

t.test('without entering again either', async (t) => {
  // No snapshot at the end, and none that swallows notes: notes alone must have brought the page there.
  const calm = steps.map((taken) => taken.filter(({ kind }) => kind !== 'snapshot'));
  await fc.assert(
    fc.asyncProperty(calm, async (taken) => {
      const world = new World();
      const mind = chatOn(world.link, fern.id);
      for (const step of taken) await take(world, mind, step);
      while (world.questions.length > 0 || world.notes.length > 0) {
        await take(world, mind, { kind: 'note' });
        await world.answer(0);
      }
      // A change of one's own draws what notes have gathered.
      mind.chat.speaker.discard('none');
      const { lines, pinned, held, settings } = mind.chat.state.get();
      mind.chat.close();
      const shown = new Set(world.lines.map(({ id }) => id));
      const newest = world.lines.slice(-Math.min(atOnce, world.lines.length)).map(({ id }) => id);
      return (
        lines.every(({ id }) => shown.has(id)) &&
        newest.every((id) => lines.some((line) => line.id === id)) &&
        JSON.stringify(lines) === JSON.stringify(world.lines.slice(-lines.length || world.lines.length)) &&
        (pinned?.id ?? null) === (world.pinned?.id ?? null) &&
        held.length === world.held.length &&
        settings.slowModeSeconds === world.slow
      );
    }),
    { numRuns: 600 },
  );
  t.pass('600 random orders');
});
