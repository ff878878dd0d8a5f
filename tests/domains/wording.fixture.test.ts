/**
 * How well the rules do on labelled chat lines, printed as one table. `rules`, `later` and `harmless` are what the rules were
 * written for; `held_out` is a third of the first file, set aside before there was a rule; `blind` was written by somebody who
 * did not know the rules. Only `rules` has a floor: of the others nothing is asserted, and no rule is changed because of
 * `blind`. docs/decisions/0009-wording.md says what these numbers are worth.
 */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { z } from 'zod';
import { type Judgement, judgeText, type Verdict } from '../../server/domains/wording/index.ts';
import { ListedWord } from '../../server/protocol/http/channels.ts';
import { WordingReason } from '../../server/protocol/socket/chat.ts';

const LabelledLine = z.strictObject({
  split: z.enum(['rules', 'held_out', 'later']).optional(),
  verdict: z.enum(['allow', 'hold', 'block']),
  reasons: z.array(WordingReason),
  text: z.string(),
  words: z.array(ListedWord).optional(),
  recent: z.array(z.strictObject({ text: z.string(), agoMs: z.int() })).optional(),
});
type LabelledLine = z.infer<typeof LabelledLine>;

const nowMs = Date.UTC(2026, 10, 21, 20);
const linesOf = (file: string) =>
  readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => LabelledLine.parse(JSON.parse(line)));
const lines = linesOf('chat-lines.jsonl');
const splitOf = (split: LabelledLine['split']) => lines.filter((line) => line.split === split);

function judge({ text, words, recent = [] }: LabelledLine): Judgement {
  const before = recent.map((line) => ({ text: line.text, atMs: nowMs - line.agoMs }));
  const ordered = before.sort((one, other) => one.atMs - other.atMs);
  return judgeText(text, { ...(words && { words }), recent: ordered, nowMs, ownHosts: ['busker.example'] });
}

interface Judged {
  readonly labelled: Verdict;
  readonly given: Verdict;
}
const judged = (of: readonly LabelledLine[]): Judged[] =>
  of.map((line) => ({ labelled: line.verdict, given: judge(line).verdict }));

const stops = (verdict: Verdict) => verdict !== 'allow';
const blocks = (verdict: Verdict) => verdict === 'block';

/** Of those we said it of, how many were (precision); of those who were, how many we said it of (recall). */
function score(of: readonly Judged[], means: (verdict: Verdict) => boolean) {
  const said = of.filter(({ given }) => means(given));
  const were = of.filter(({ labelled }) => means(labelled)).length;
  const both = said.filter(({ labelled }) => means(labelled)).length;
  return { were, precision: both / said.length, recall: both / were };
}

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)}%`).padStart(8);
const count = (number: number) => String(number).padStart(8);

t.test('What the rules find, in what they were written for and in what they were not', async (t) => {
  const sets: ReadonlyArray<[string, readonly LabelledLine[]]> = [
    ['rules', splitOf('rules')],
    ['held_out', splitOf('held_out')],
    ['later', linesOf('chat-lines-later.jsonl')],
    ['harmless', linesOf('chat-lines-harmless.jsonl')],
    ['blind', linesOf('chat-lines-blind.jsonl')],
  ];
  t.comment('                            hold or block      |          block');
  t.comment('            lines labelled precision  recall falsely | labelled precision  recall | exact verdicts');
  for (const [name, set] of sets) {
    const of = judged(set);
    const [stop, block] = [score(of, stops), score(of, blocks)];
    const harmless = of.filter(({ labelled }) => labelled === 'allow');
    const falsely = harmless.filter(({ given }) => stops(given)).length / harmless.length;
    const exact = of.filter(({ labelled, given }) => labelled === given).length;
    const stopped = `${count(stop.were)} ${percent(stop.precision)} ${percent(stop.recall)} ${percent(falsely)}`;
    const blocked = `${count(block.were)} ${percent(block.precision)} ${percent(block.recall)}`;
    t.comment(`${name.padEnd(9)}${count(of.length)}${stopped}|${blocked} |${percent(exact / of.length)}`);
  }
});

t.test('The rules keep to the lines they were written for', async (t) => {
  const of = judged(splitOf('rules'));
  for (const [name, means] of [['hold or block', stops] as const, ['block', blocks] as const]) {
    const { precision, recall } = score(of, means);
    t.ok(precision >= 0.9, `precision of ${name}`);
    t.ok(recall >= 0.9, `recall of ${name}`);
  }
});

t.test('The fixture is what it says: many lines, a third of them held out, none twice', async (t) => {
  t.ok(lines.length >= 600);
  t.ok(Math.abs(splitOf('held_out').length / lines.length - 1 / 3) < 0.02);
  const keys = lines.map(({ text, words, recent }) => JSON.stringify([text, words, recent]));
  t.equal(new Set(keys).size, keys.length);
});
