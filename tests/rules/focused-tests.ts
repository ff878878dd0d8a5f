/** No test is singled out, none is skipped without its reason. */
import ts from 'typescript';
import { problem, type Rule } from './rule.ts';

const switches = new Set(['only', 'skip', 'todo']);

export const focusedTests: Rule = {
  name: 'focused-tests',
  why: 'A test that does not run proves nothing and looks as if it did.',
  check(file) {
    if (!/^tests\//.test(file.path) || !file.isCode) return [];
    return file.nodes.flatMap((node) => {
      const name = switchedBy(node);
      const instead = "let it run, or give the machine's reason: t.test(name, { skip: 'no camera here' }, …)";
      return name === undefined ? [] : [problem(file, node, `${name} without a reason`, instead)];
    });
  },
  examples: {
    refused: [
      { 'tests/a.test.ts': "t.only('a', () => {});" },
      { 'tests/a.test.ts': "t.test('a', () => {}).skip();" },
      { 'tests/a.test.ts': "t.test('a', { skip: true }, () => {});" },
    ],
    accepted: [
      { 'tests/a.test.ts': "t.test('a', { skip: reason }, () => {}); t.test('b', { skip: 'no camera' }, () => {});" },
      { 'web-client/src/a.ts': 'player.skip(10);' },
    ],
  },
};

function switchedBy(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const name = node.expression.name.text;
    return switches.has(name) ? `.${name}()` : undefined;
  }
  if (!ts.isPropertyAssignment(node) || node.initializer.kind !== ts.SyntaxKind.TrueKeyword) return undefined;
  const name = ts.isIdentifier(node.name) ? node.name.text : '';
  return switches.has(name) ? `${name}: true` : undefined;
}
