/** Every house rule, in the order in which they are reported. STYLE.md says them in prose. */
import { bannedCalls } from './banned-calls.ts';
import { commentMarkers } from './comment-markers.ts';
import { construction } from './construction.ts';
import { defaultExports } from './default-exports.ts';
import { functionDocstrings, openingDocstring } from './docstrings.ts';
import { domainFiles } from './domain-files.ts';
import { fileLength } from './file-length.ts';
import { fileNames } from './file-names.ts';
import { focusedTests } from './focused-tests.ts';
import { functionLength } from './function-length.ts';
import { importExtensions } from './import-extensions.ts';
import { machinePaths } from './machine-paths.ts';
import { nesting } from './nesting.ts';
import { orphans } from './orphans.ts';
import type { Rule } from './rule.ts';
import { typeHoles } from './type-holes.ts';

export const rules: readonly Rule[] = [
  fileLength,
  functionLength,
  nesting,
  bannedCalls,
  construction,
  typeHoles,
  commentMarkers,
  focusedTests,
  fileNames,
  domainFiles,
  openingDocstring,
  functionDocstrings,
  defaultExports,
  importExtensions,
  orphans,
  machinePaths,
];
