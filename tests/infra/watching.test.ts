/** Whoever watches Busker is not shown emptiness: every metric of the dashboard and of the alert rules is one that running processes tell. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { routes } from '#protocol/http/routes.ts';
import { openStack } from '../world/stack.ts';
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

/** The names under which the processes tell something, a histogram's three included. */
async function exposed(targetsFile: string): Promise<Set<string>> {
  const targets: { targets: string[] }[] = JSON.parse(readFileSync(targetsFile, 'utf8'));
  const names = new Set<string>();
  for (const host of targets.flatMap((one) => one.targets)) {
    const text = await (await fetch(`http://${host}/metrics`)).text();
    for (const [, name = '', kind = ''] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      const parts = kind === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
      for (const part of parts) names.add(`${name}${part}`);
    }
  }
  return names;
}

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

t.test('what they ask for is told', async (t) => {
  const backups = mkdtempSync(join(tmpdir(), 'busker-watched-'));
  const stack = await openStack({ env: { BUSKER_BACKUP_DIR: backups } });
  t.teardown(async () => {
    await stack.close();
    rmSync(backups, { recursive: true, force: true });
  });
  const told = await exposed(join(dirname(stack.logs), 'prometheus-targets.json'));
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
