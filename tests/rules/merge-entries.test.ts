/** Several accounts as one book: every transfer is one line, in an order that all accounts agree with. */
import t from 'tap';
import { mergeEntries, type Placed } from '../../server/domains/wallets/rules/merge-entries.ts';

const second = 1_000;
const entry = (transferId: string, seconds: number): Placed => ({ transferId, at: new Date(seconds * second) });
const [tip, gift, late, early] = [entry('tip', 10.5), entry('gift', 10), entry('late', 20), entry('early', 5)];
const names = (merged: ReturnType<typeof mergeEntries<Placed>>) =>
  merged.map((of) => of.map((entries) => entries.map(({ transferId }) => transferId).join()).join(' | '));
const whole = (...entries: Placed[]) => ({ entries, whole: true });

t.test('In the order of time, each transfer once with all that it did', (t) => {
  const runs = [whole(late, tip, early), whole(tip, gift)];
  t.same(names(mergeEntries(runs, true)), ['late | ', 'tip | tip', ' | gift', 'early | ']);
  const upwards = runs.map(({ entries }) => whole(...entries.toReversed()));
  t.same(names(mergeEntries(upwards, false)), ['early | ', ' | gift', 'tip | tip', 'late | ']);
  t.end();
});

t.test('Where a clock was put back in between, accounts decide', (t) => {
  // The tip came first; then the clock was put back half a second, and something was bought.
  const bought = entry('bought', 10);
  t.same(names(mergeEntries([whole(bought, tip), whole(tip)], true)), ['bought | ', 'tip | tip']);
  t.same(names(mergeEntries([whole(tip, bought), whole(tip)], false)), ['tip | tip', 'bought | ']);
  t.end();
});

t.test('It ends where entries that were not read could come next', (t) => {
  const part = { entries: [late, gift], whole: false };
  t.same(names(mergeEntries([part, whole(tip, early)], true)), ['late | ', ' | tip'], 'the gift may be divided');
  t.same(names(mergeEntries([part, whole(entry('other', 10))], true)), ['late | '], 'of one millisecond nobody knows');
  // Put back by so much that the entry that was read last is younger than the next.
  const ahead = { entries: [entry('one', 9), entry('two', 30)], whole: false };
  t.same(names(mergeEntries([ahead, whole(tip)], true)), [], 'what is not read may be of the same transfer');
  t.end();
});
