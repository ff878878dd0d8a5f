/** The counting of `npm test`: what is an assertion, what failed, what was not run and why. */
import t from 'tap';
import { type FileResult, TapReader } from '../../infra/checks/tap-reader.ts';

const report = `TAP version 14
1..2
# Subtest: tests/a.test.ts
    # Subtest: outer
        # Subtest: inner
            ok 1 - one
            not ok 2 - two
              ---
              source: |
                ok 1 - only text
              ...
            1..2
        not ok 1 - inner # time=1.5ms
        ok 2 - three
        1..2
    not ok 1 - outer # time=2ms

    ok 2 - a browser # SKIP not run: no Chromium here
    1..2
not ok 1 - tests/a.test.ts # time=1234.5ms
# Subtest: tests/b.test.ts
    1..0
not ok 2 - tests/b.test.ts # time=30s
`;

t.test('a report', async (t) => {
  const files: FileResult[] = [];
  const reader = new TapReader((file) => files.push(file));
  for (const line of report.split('\n')) reader.read(line);
  const { passed, failed, notRun } = reader.totals;
  t.equal(passed, 2, 'assertions that hold are counted, subtests and text are not');
  t.same(
    failed,
    ['tests/a.test.ts › outer › inner › two', 'tests/b.test.ts'],
    'a file that dies without a word has failed',
  );
  t.same(notRun, ['tests/a.test.ts › a browser: no Chromium here'], 'what was not run has its reason');
  t.match(
    files,
    [{ file: 'tests/a.test.ts', passed: 2, failed: 1, notRun: 1, time: '1234.5ms' }, { failed: 1 }],
    'by file',
  );
});
