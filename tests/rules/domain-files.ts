/** Inside a domain every kind of thing has one place (ARCHITECTURE.md, "Inside a domain"). */
import ts from 'typescript';
import { type Problem, problem, type Rule } from './rule.ts';
import type { SourceFile } from './tree.ts';

const kinds = /^(index|store(-[a-z]+)?|routes|signals|jobs|events|errors|access|parts|personal-data)\.ts$/;
const rulesFile = /^rules\/[a-z0-9-]+\.ts$/;
const useCase = /^[a-z0-9]+(-[a-z0-9]+)+\.ts$/;

export const domainFiles: Rule = {
  name: 'domain-files',
  why: 'In every domain the same question is answered in the file of the same name.',
  check(file) {
    const within = /^server\/domains\/[^/]+\/(.+)$/.exec(file.path)?.[1];
    if (within === undefined) return [];
    if (within === 'index.ts') return notReexported(file);
    if (kinds.test(within) || rulesFile.test(within)) return [];
    if (useCase.test(within)) return oneUseCase(file);
    const instead =
      'make it index, <verb>-<noun>, store (or store-<noun>), routes, signals, jobs, events, errors, access, parts, personal-data or rules/';
    return [problem(file, undefined, `"${within}" is no kind of file a domain has`, instead)];
  },
  examples: {
    refused: [
      { 'server/domains/tips/tips.ts': 'export function sendTip() {}' },
      { 'server/domains/tips/policy/split.ts': '' },
      { 'server/domains/tips/rules/deep/split.ts': '' },
      { 'server/domains/tips/index.ts': "export * from './send-tip.ts';" },
      { 'server/domains/tips/index.ts': 'export function sendTip() {}' },
      { 'server/domains/tips/send-tip.ts': 'export function sendTip() {}\nexport function refundTip() {}' },
      { 'server/domains/tips/send-tip.ts': 'export const limit = 1;' },
    ],
    accepted: [
      {
        'server/domains/tips/index.ts':
          "export { sendTip } from './send-tip.ts';\nexport type { Tip } from './store.ts';",
        'server/domains/tips/send-tip.ts':
          'export interface Sent {}\nexport async function sendTip() {}\nfunction own() {}',
        'server/domains/tips/personal-data.ts': '',
        'server/domains/tips/store-goals.ts': 'export function a() {}\nexport function b() {}',
        'server/domains/tips/rules/split.ts': 'export function split() {}\nexport function round() {}',
      },
    ],
  },
};

function notReexported(file: SourceFile): Problem[] {
  return file.syntax.statements
    .filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier && statement.exportClause))
    .map((statement) =>
      problem(file, statement, 'index.ts does more than re-export by name', "export { name } from './its-file.ts'"),
    );
}

function oneUseCase(file: SourceFile): Problem[] {
  const exported = file.syntax.statements.filter((statement) => isExportedValue(statement));
  const [first, second] = exported;
  if (first !== undefined && second === undefined && ts.isFunctionDeclaration(first)) return [];
  const what = `a use case exports one function, this file ${exported.length} values`;
  return [
    problem(file, second ?? first, what, 'one use case a file; pure decisions go to rules/, refusals to errors.ts'),
  ];
}

function isExportedValue(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement)) return !statement.isTypeOnly;
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
  if (ts.isFunctionDeclaration(statement) && statement.body === undefined) return false;
  if (!ts.canHaveModifiers(statement)) return false;
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}
