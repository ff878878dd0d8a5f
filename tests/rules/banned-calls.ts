/** What is banned where, what to use instead, and why each exists: time, chance, settings and output come in by hand. */
import ts from 'typescript';
import { problem, type Rule } from './rule.ts';

interface Ban {
  /** `a.b` as written, `a.*` for all of `a`, `.b` for that member of anything. */
  readonly names: readonly string[];
  /** Where the ban holds. */
  readonly within: RegExp;
  readonly except?: RegExp;
  readonly instead: string;
}

const everywhere = /^/;
const programs = /^(server|sfu-workers)\//;
const clocks = /^(server\/kernel|infra|tests)\/|^web-client\/src\/app\/clock\.ts$/;
const decidesFromValues =
  /^server\/(domains|protocol)\/|^server\/(app|signalling|jobs|reactions|admission|context)\.ts$|^sfu-workers\/policy\//;
const testsThatWait = /^tests\/(?!world\/|.*\/pages\/)/;

const bans: readonly Ban[] = [
  {
    names: ['process.env'],
    within: everywhere,
    except: /^(server\/config|infra|tests)\/|(^|\/)[^/]+\.config\.(ts|mjs)$/,
    instead: 'take the value from the configuration: only server/config reads the environment',
  },
  {
    names: ['Date.now', 'new Date()', 'Date()'],
    within: everywhere,
    except: clocks,
    instead: 'ask the Clock you were handed (server/kernel/clock.ts; in the page src/app/clock.ts)',
  },
  {
    names: ['performance.now', 'process.hrtime', 'process.hrtime.bigint'],
    within: programs,
    except: clocks,
    instead: 'use monotonicMs() of the Clock you were handed (server/kernel/clock.ts)',
  },
  {
    names: ['Math.random'],
    within: everywhere,
    except: clocks,
    instead: 'use server/kernel/ids.ts for ids and secrets; hand a random source to what must vary',
  },
  {
    names: ['randomUUID', 'crypto.randomUUID'],
    within: programs,
    except: /^server\/kernel\//,
    instead: 'use newId of server/kernel/ids.ts, which sorts by time',
  },
  { names: ['console.*'], within: programs, instead: 'log with the logger you were handed' },
  {
    names: ['setTimeout', 'setInterval', 'setImmediate'],
    within: decidesFromValues,
    instead: 'make it a job, or take a timer you were handed, so that a test can move time',
  },
  {
    names: ['setTimeout', 'setInterval', '.waitForTimeout'],
    within: testsThatWait,
    instead: 'wait for the condition with a deadline (tests/world): a sleep only hopes',
  },
  {
    names: ['process.exit'],
    within: /^(server|sfu-workers)\/.*\//,
    except: /^server\/platform\//,
    instead: 'throw; the entry decides how the process ends',
  },
  {
    names: ['.mockImport', '.mockRequire', '.mockAll'],
    within: /^tests\//,
    instead: 'use the real thing, or a fake that keeps the same promise, handed in by the world',
  },
];

export const bannedCalls: Rule = {
  name: 'banned-calls',
  why: 'What a function depends on is among its parameters, so that a test can hand it another clock.',
  check(file) {
    if (!file.isCode) return [];
    const inForce = bans.filter(({ within, except }) => within.test(file.path) && !except?.test(file.path));
    if (inForce.length === 0) return [];
    return file.nodes.flatMap((node) => {
      const used = namesOf(node);
      const ban = inForce.find(({ names }) => names.some((name) => used.includes(name)));
      return ban === undefined ? [] : [problem(file, node, `${used[0]} is banned here`, ban.instead)];
    });
  },
  examples: {
    refused: [
      { 'server/app.ts': 'const port = process.env.PORT;' },
      { 'server/app.ts': "import { env } from 'node:process';" },
      { 'server/app.ts': "const port = process['env'].PORT;" },
      { 'server/domains/tips/send-tip.ts': 'const at = new Date();' },
      { 'web-client/src/ui/age.ts': 'const now = globalThis.Date.now;' },
      { 'sfu-workers/node.ts': 'const at = performance.now();' },
      { 'sfu-workers/node.ts': 'console.log(1);' },
      { 'server/platform/outbox/relay.ts': 'const jitter = Math.random();' },
      { 'server/domains/tips/send-tip.ts': "import { randomUUID } from 'node:crypto';" },
      { 'server/domains/calls/rules/meter.ts': 'setInterval(tick, 60_000);' },
      { 'server/domains/calls/end-call.ts': "import { setTimeout as later } from 'node:timers/promises';" },
      { 'tests/journeys/watch.test.ts': 'await page.waitForTimeout(1000);' },
      { 'tests/domains/tips.test.ts': "const { sendTip } = await t.mockImport('../../server/x.ts', {});" },
      { 'server/domains/tips/send-tip.ts': 'process.exit(1);' },
    ],
    accepted: [
      { 'server/config/load.ts': 'export const env = process.env;', 'infra/run.mjs': 'Date.now(); console.log(1);' },
      { 'server/kernel/clock.ts': 'Date.now();', 'web-client/src/app/clock.ts': 'Date.now();' },
      { 'server/domains/tips/send-tip.ts': 'const at = new Date(clock.now()); const text = "Math.random()";' },
      { 'server/platform/queue/retry.ts': 'setTimeout(again, delayMs);', 'server/api.ts': 'process.exit(1);' },
      { 'tests/world/until.ts': 'setTimeout(again, 20);', 'web-client/src/ui/toast.ts': 'setTimeout(hide, 5000);' },
      { 'server/domains/tips/a.ts': 'const o = { setTimeout: 1 }; room.random; clock.now();' },
    ],
  },
};

/** The names under which a node may be banned: its dotted name, `x.*`, a call without arguments, an imported name. */
function namesOf(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return memberNames(node);
  if (ts.isNewExpression(node) && dotted(node.expression) === 'Date' && !node.arguments?.length) return ['new Date()'];
  if (ts.isCallExpression(node)) return callNames(node);
  if (ts.isImportSpecifier(node)) return importedNames(node);
  return [];
}

function memberNames(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): string[] {
  const method = ts.isPropertyAccessExpression(node) ? [`.${node.name.text}`] : [];
  const name = dotted(node);
  return name === undefined ? method : [name, `${name.split('.')[0]}.*`, ...method];
}

function callNames(node: ts.CallExpression): string[] {
  const name = ts.isIdentifier(node.expression) ? node.expression.text : undefined;
  if (name === undefined) return [];
  return name === 'Date' ? ['Date()'] : [name];
}

function importedNames(node: ts.ImportSpecifier): string[] {
  const from = node.parent.parent.parent.moduleSpecifier;
  const module = ts.isStringLiteral(from) ? from.text.replace(/^node:/, '') : '';
  const name = (node.propertyName ?? node.name).text;
  if (module === 'process') return [`process.${name}`];
  if (module === 'crypto' || module === 'timers' || module === 'timers/promises') return [name];
  return [];
}

/** `a.b.c` of a chain of plain names, without `globalThis.` and its like in front. */
function dotted(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  const member = memberOf(node);
  if (member === undefined) return undefined;
  const object = dotted(member.object);
  if (object === undefined) return undefined;
  return /^(globalThis|window|self|global)$/.test(object) ? member.name : `${object}.${member.name}`;
}

function memberOf(node: ts.Expression): { object: ts.Expression; name: string } | undefined {
  if (ts.isPropertyAccessExpression(node)) return { object: node.expression, name: node.name.text };
  if (!ts.isElementAccessExpression(node) || !ts.isStringLiteral(node.argumentExpression)) return undefined;
  return { object: node.expression, name: node.argumentExpression.text };
}
