/** What the platform creates, opens or connects is created in context.ts; an entry may create its log and metrics first. */
import ts from 'typescript';
import { pathOf } from './imports.ts';
import { problem, type Rule } from './rule.ts';
import type { SourceFile } from './tree.ts';

const makes = /^(create|open|connect)[A-Z]/;
const mayConstruct = /^server\/(platform\/|(context|api|worker)\.ts$)/;

export const construction: Rule = {
  name: 'construction',
  why: 'Where everything is made in one file, everything can be made otherwise for a test.',
  check(file) {
    if (!file.isCode || !file.path.startsWith('server/') || mayConstruct.test(file.path)) return [];
    const platform = namesFromPlatform(file);
    if (platform.size === 0) return [];
    return file.nodes.flatMap((node) => {
      const name = constructedBy(node);
      if (name === undefined || !platform.has(name)) return [];
      return [
        problem(file, node, `${name} of the platform is constructed here`, 'construct it in context.ts and hand it in'),
      ];
    });
  },
  examples: {
    refused: [
      { 'server/app.ts': "import { createOutbound } from '#platform/websocket/outbound.ts';\ncreateOutbound(socket);" },
      { 'server/domains/tips/a.ts': "import { Relay } from '../../platform/outbox/relay.ts';\nnew Relay();" },
    ],
    accepted: [
      { 'server/context.ts': "import { openDatabase } from '#platform/database/open.ts';\nopenDatabase(url);" },
      {
        'server/domains/tips/a.ts':
          "import { type Relay, NotThereError, serveWeb } from '#platform/outbox/relay.ts';\nserveWeb(); createOwn(); throw new NotThereError();",
      },
    ],
  },
};

function namesFromPlatform(file: SourceFile): ReadonlySet<string> {
  const names = file.nodes.filter(ts.isImportSpecifier).filter((node) => {
    const from = node.parent.parent.parent.moduleSpecifier;
    return ts.isStringLiteral(from) && pathOf(file.path, from.text)?.startsWith('server/platform/');
  });
  return new Set(names.map(({ name }) => name.text));
}

function constructedBy(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const name = ts.isIdentifier(node.expression) ? node.expression.text : '';
  if (ts.isNewExpression(node)) return /(Error|Refusal|Failed)$/.test(name) ? undefined : name;
  return makes.test(name) ? name : undefined;
}
