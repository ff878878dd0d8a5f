/** Control flow nests at most three levels; functions written in place count with what surrounds them. */
import ts from 'typescript';
import { type Problem, problem, type Rule } from './rule.ts';
import type { SourceFile } from './tree.ts';

const deepest = 3;

export const nesting: Rule = {
  name: 'nesting',
  why: 'Nobody holds four conditions in mind at once.',
  check: (file) => (file.isCode ? tooDeep(file, file.syntax, 0) : []),
  examples: {
    refused: [
      { 'server/a.ts': 'for (const a of b) { if (a) { while (c) { if (d) e(); } } }' },
      { 'server/b.ts': 'if (a) { b.forEach(() => { for (;;) { try { if (c) d(); } catch {} } }); }' },
    ],
    accepted: [
      { 'server/a.ts': 'for (const a of b) { if (a) { while (c) e(); } }' },
      { 'server/b.ts': 'if (a) b(); else if (c) d(); else if (e) f(); else if (g) h(); else i();' },
      { 'server/c.ts': 'if (a) { if (b) { if (c) { d(); } } } function x() { if (e) f(); }' },
    ],
  },
};

function tooDeep(file: SourceFile, node: ts.Node, outer: number): Problem[] {
  const level = levelOf(node, outer);
  if (level > deepest) {
    const what = `control flow nested ${level} levels deep, ${deepest} are allowed`;
    return [problem(file, node, what, 'return early, or move the inner part into a function')];
  }
  const problems: Problem[] = [];
  ts.forEachChild(node, (child) => {
    problems.push(...tooDeep(file, child, level));
  });
  return problems;
}

function levelOf(node: ts.Node, outer: number): number {
  if (ts.isFunctionDeclaration(node) || ts.isClassLike(node)) return 0;
  return nests(node) ? outer + 1 : outer;
}

function nests(node: ts.Node): boolean {
  // An `else if` stands beside its `if`, not inside it.
  if (ts.isIfStatement(node)) return !(ts.isIfStatement(node.parent) && node.parent.elseStatement === node);
  return ts.isIterationStatement(node, false) || ts.isSwitchStatement(node) || ts.isTryStatement(node);
}
