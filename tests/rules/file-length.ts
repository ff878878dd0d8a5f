/** A file of code is at most 300 lines; near 80 is what we aim at. */
import { problem, type Rule } from './rule.ts';

const longest = 300;

export const fileLength: Rule = {
  name: 'file-length',
  why: 'A file one cannot read in a sitting hides more than one idea.',
  check(file) {
    if (!file.isCode || file.lineCount <= longest) return [];
    const what = `${file.lineCount} lines, ${longest} are allowed`;
    return [problem(file, undefined, what, 'split it by idea, one a file')];
  },
  examples: {
    refused: [{ 'server/a.ts': 'step();\n'.repeat(301) }],
    accepted: [{ 'server/a.ts': 'step();\n'.repeat(300), 'docs/long.md': 'line\n'.repeat(400) }],
  },
};
