/** Whoever watches Busker is not shown emptiness: every metric of the dashboard and of the alert rules is one that running processes tell. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { routes } from '#protocol/http/routes.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { root } from './fixtures/scratch.ts';

interface Board {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

const board: Board = JSON.parse(readFileSync(join(root, 'infra/grafana/busker.json'), 'utf8'));
const alerts: Rules = parse(readFileSync(join(root, 'infra/prometheus/alerts.yml'), 'utf8'));
const rules = alerts.groups.flatMap((group) => group.rules);
const asked = [
  ...board.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ by: title, expr }))),
  ...rules.map(({ alert, expr }) => ({ by: alert, expr })),
];

/** What an expression asks for; `up` is Prometheus's own. */
function metricsIn(expr: string): string[] {
  return [...expr.replace(/"[^"]*"/g, '').matchAll(/\bbusker_\w+/g)].map(([name]) => name);
}

/** What each process tells Prometheus now. */
async function scrape(targetsFile: string): Promise<string[]> {
  const targets: { targets: string[] }[] = JSON.parse(readFileSync(targetsFile, 'utf8'));
  const hosts = targets.flatMap((one) => one.targets);
  return Promise.all(hosts.map(async (host) => (await fetch(`http://${host}/metrics`)).text()));
}

/** The names under which the processes tell something, a histogram's three included, with the kind of each. */
function exposed(texts: readonly string[]): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const [, name = '', kind = ''] of texts.join('\n').matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const parts = kind === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    for (const part of parts) kinds.set(`${name}${part}`, kind);
  }
  return kinds;
}

/** The values of a figure, of those processes that tell it. */
function valuesOf(texts: readonly string[], name: string): number[] {
  return texts.flatMap((text) =>
    [...text.matchAll(new RegExp(`^${name}{.*} (\\S+)$`, 'gm'))].map(([, n]) => Number(n)),
  );
}

/** Where nothing is backed up, nothing is said of backups. */
const mayBeMissing = /^busker_(wal|base)_/;

t.test('they can be read', async (t) => {
  t.ok(board.panels.length > 10 && rules.length > 10, 'as JSON and as YAML');
  t.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length, 'each rule has a name of its own');
  for (const { alert, labels, annotations } of rules) {
    t.match(
      [labels.severity, annotations.summary, annotations.description],
      [/^(warning|critical)$/, /./, /\.$/],
      alert,
    );
  }
});

const backups = mkdtempSync(join(tmpdir(), 'busker-watched-'));
const stack = await openStack({ env: { BUSKER_BACKUP_DIR: backups } });
t.teardown(async () => {
  await stack.close();
  rmSync(backups, { recursive: true, force: true });
});
const targets = join(dirname(stack.logs), 'prometheus-targets.json');

t.test('what they ask for is told', async (t) => {
  const told = exposed(await scrape(targets));
  for (const { by, expr } of asked) {
    const names = metricsIn(expr);
    t.ok(names.length > 0 || /\bup\b/.test(expr), `${by} asks for something`);
    t.same(
      names.filter((name) => !told.has(name)),
      [],
      `${by}: ${names.join(', ')}`,
    );
    for (const [, route = ''] of expr.matchAll(/route="(\w+)"/g))
      t.ok(Object.hasOwn(routes, route), `${route} is a route`);
  }
});

t.test('a figure that is missing silences no rule: another one misses it', async (t) => {
  const told = exposed(await scrape(targets));
  const missed = new Set(rules.flatMap(({ expr }) => [...expr.matchAll(/\babsent\((\w+)\)/g)].map(([, name]) => name)));
  const figures = new Set(rules.flatMap(({ expr }) => metricsIn(expr)).filter((name) => told.get(name) === 'gauge'));
  t.ok(figures.size > 8, [...figures].join(', '));
  for (const name of figures) t.ok(missed.has(name) || mayBeMissing.test(name), `${name} is missed`);
});

t.test('every server and job worker says of the books what was found last', async (t) => {
  const keep = (checks: readonly object[]) =>
    stack.query('INSERT INTO reconciliation (at, took_ms, checks, holds) VALUES (now(), 1, $1, $2)', [
      JSON.stringify(checks),
      checks.length === 0,
    ]);
  const told = async () => valuesOf(await scrape(targets), 'busker_books_differing');
  // One is made when the job worker starts; made later it would be the newest.
  await until('the comparison of the start', async () => (await stack.query('SELECT FROM reconciliation')).length > 0, {
    withinMs: 60_000,
  });
  await keep([
    { name: 'one', holds: false },
    { name: 'two', holds: false },
    { name: 'three', holds: true },
  ]);
  t.same(await told(), [2, 2], 'the server and the job worker');
  await keep([]);
  t.same(await told(), [0, 0]);
});
