/** What the page makes of amounts, menus and growth; and where tips stand among the lines of the chat. */
import t from 'tap';
import { mingled } from '../../web-client/src/features/chat/mingled.ts';
import { linesOf, menuOf, withLine } from '../../web-client/src/features/tips/menu-draft.ts';
import { chart, growthOf, pathsOf } from '../../web-client/src/features/tips/sparkline-path.ts';
import { missingOf, percentOf, unitsOf, writtenOf } from '../../web-client/src/features/tips/tokens.ts';
import { amountText, tokensText } from '../../web-client/src/ui/amounts.ts';
import { idOf, lineOf } from './chat-cast.ts';
import { ownTipOf } from './tips-cast.ts';

t.test('amounts are read exactly and written for people', async (t) => {
  t.same(
    [unitsOf('12.5'), unitsOf('-0.0001'), unitsOf('9007199254740993')],
    [125_000n, -1n, 90_071_992_547_409_930_000n],
  );
  t.same([unitsOf('1.23456'), unitsOf('x'), unitsOf('')], [0n, 0n, 0n]);
  t.same(['1250', '12.50', '0.0001', '-3.1415'].map(amountText), ['1,250', '12.5', '0.0001', '−3.1415']);
  t.same(['1', '1.0000', '1.5', '0'].map(tokensText), ['1 token', '1 token', '1.5 tokens', '0 tokens']);
  t.same([125_000n, 1n, 0n].map(writtenOf), ['12.5000', '0.0001', '0.0000']);
  t.same([missingOf(50n, 20n), missingOf(20n, 50n)], [30n, 0n]);
});

t.test('a goal is reached when it is reached, not before', async (t) => {
  t.same(
    [percentOf('0', '500'), percentOf('499', '500'), percentOf('500', '500'), percentOf('900', '500')],
    [...[0, 99, 100, 100]],
  );
  t.equal(percentOf('5', '0'), 0);
});

t.test('a menu is sent where every line holds; empty lines are left out', async (t) => {
  const lines = withLine(linesOf([{ id: idOf(1), title: 'A waltz', tokens: '40' }]));
  t.same(menuOf(lines), { body: { items: [{ title: 'A waltz', tokens: 40 }] } });
  const typed = [...lines.slice(0, 1), { key: 7, title: 'Nothing', tokens: '' }, { key: 8, title: '', tokens: '5' }];
  t.same(menuOf(typed), { faulty: [7, 8] });
  for (const tokens of ['0', '-1', '1.5', '1e3', '1000001']) {
    t.match(menuOf([{ key: 0, title: 'A waltz', tokens }]), { faulty: [0] }, tokens);
  }
  t.same(menuOf([]), { body: { items: [] } });
  const keys = withLine(withLine(withLine([]))).map(({ key }) => key);
  t.equal(new Set(keys).size, 3);
});

t.test('growth: the shares add up, and the drawing ends at its upper edge', async (t) => {
  const tips = [ownTipOf(3, 10), ownTipOf(1, 20), ownTipOf(2, 5, { earned: null })];
  const start = Date.parse(ownTipOf(0).at);
  const points = growthOf(tips, start, 150_000n);
  t.same(
    points.map(({ units }) => units),
    [0n, 100_000n, 100_000n, 150_000n],
  );
  const { line, area } = pathsOf(points, start + 10_000);
  t.match(line, new RegExp(`^M0,${chart.height - chart.margin}\\.0`));
  t.ok(line.includes(`V${chart.margin}.0`), 'the whole sum is the whole height');
  t.ok(area.endsWith('Z'));
  t.same(pathsOf(growthOf([], start, 0n), start), { line: '', area: '' });
});

t.test('growth: what was earned before the tips that are known counts, and is drawn as a slope', async (t) => {
  const start = Date.parse(ownTipOf(0).at);
  const tips = [ownTipOf(100, 20), ownTipOf(101, 10)];
  const points = growthOf(tips, start, 10_000_000n);
  t.same(
    points.map(({ units }) => units),
    [0n, 9_850_000n, 9_950_000n, 10_000_000n],
    'the sum is the server’s, whatever the page knows of it',
  );
  t.match(pathsOf(points, start + 101_000).line, /^M0,61\.0L297\.0,3\.\d/);
  const newer = growthOf(tips, start, 50_000n);
  t.equal(newer.at(-1)?.units, 150_000n, 'a tip that came after the server added up is not lost');
  t.equal(growthOf([], start, 50_000n).at(-1)?.units, 50_000n, 'nor is a sum whose tips are not read yet');
});

t.test('tips stand among the lines where they happened, and not before what is not read yet', async (t) => {
  const lines = [lineOf(10), lineOf(20)];
  const added = [5, 15, 25].map((number) => ({ id: idOf(number), content: number }));
  const ids = (more: boolean) => mingled(lines, added, more).map(({ id }) => id);
  t.same(ids(false), [5, 10, 15, 20, 25].map(idOf));
  t.same(ids(true), [10, 15, 20, 25].map(idOf));
  t.equal(mingled(lines, [], true), lines, 'the same lines are the same object');
});
