/** Every file opens with a docstring that says what it owns; every exported function of the server's base carries one. */
import ts from 'typescript';
import { isFunctionWithBody } from './function-length.ts';
import { problem, type Rule } from './rule.ts';
import type { SourceFile } from './tree.ts';

const documented = /^(server\/(kernel|protocol|platform|domains)|sfu-workers|infra)\//;

export const openingDocstring: Rule = {
  name: 'opening-docstring',
  why: 'Whoever opens a file knows in one sentence whether it is the right one.',
  check(file) {
    if (!file.isCode || /^(#!.*\n)?\/\*\*\s*\S/.test(file.text)) return [];
    return [
      problem(file, undefined, 'no opening docstring', 'begin the file with /** what it owns, what it never does */'),
    ];
  },
  examples: {
    refused: [
      { 'server/a.ts': "import a from 'a';\n/** Late. */\n" },
      { 'server/a.ts': '// A line is no docstring.\n' },
      { 'server/a.ts': '/* Nor is this. */\n' },
    ],
    accepted: [
      {
        'server/a.ts': "/** What it owns. */\nimport a from 'a';\n",
        'infra/b.mjs': '#!/usr/bin/env node\n/** Starts. */\n',
      },
      { 'prisma/a.sql': 'select 1;' },
    ],
  },
};

export const functionDocstrings: Rule = {
  name: 'function-docstrings',
  why: 'Units, ranges and refusals cannot be read from a signature.',
  check(file) {
    if (!file.isCode || !documented.test(file.path)) return [];
    return file.syntax.statements
      .filter((statement) => isExported(statement) && !isFurtherOverload(file, statement))
      .flatMap((statement) => exportedFunctionNames(statement).map((name) => ({ statement, name })))
      .filter(({ statement }) => !hasDocstring(file, statement))
      .map(({ statement, name }) =>
        problem(
          file,
          statement,
          `exported ${name}() has no docstring`,
          'say what it does, in which units, and what it throws',
        ),
      );
  },
  examples: {
    refused: [
      { 'server/kernel/a.ts': '/** A. */\nimport b from "b";\nexport function c() {}' },
      { 'infra/a.mjs': '/** A. */\nimport b from "b";\nexport const c = async () => {};' },
      { 'server/kernel/a.ts': '/** A. */\nimport b from "b";\n// Not this.\nexport function c() {}' },
    ],
    accepted: [
      {
        'server/kernel/a.ts':
          'import b from "b";\n/** C. */\nexport function c() {}\nfunction own() {}\nexport const n = 1;',
      },
      { 'web-client/src/a.ts': 'export function c() {}' },
      {
        'server/kernel/a.ts':
          '/** C. */\nexport function c(a: 1): 1;\nexport function c(a: 2): 2;\nexport function c(a: 1 | 2) { return a; }',
      },
    ],
  },
};

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** The signatures after the first of an overloaded function share its docstring. */
function isFurtherOverload(file: SourceFile, statement: ts.Statement): boolean {
  const before = file.syntax.statements[file.syntax.statements.indexOf(statement) - 1];
  if (before === undefined || !ts.isFunctionDeclaration(before) || !ts.isFunctionDeclaration(statement)) return false;
  return before.name?.text === statement.name?.text;
}

function exportedFunctionNames(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? 'default'];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations
    .filter(({ initializer }) => initializer !== undefined && isFunctionWithBody(initializer))
    .map(({ name }) => (ts.isIdentifier(name) ? name.text : 'it'));
}

function hasDocstring(file: SourceFile, statement: ts.Statement): boolean {
  const comments = ts.getLeadingCommentRanges(file.text, statement.pos) ?? [];
  const last = comments.at(-1);
  return last !== undefined && file.text.startsWith('/**', last.pos);
}
