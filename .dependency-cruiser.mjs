/**
 * The architecture as rules: who may import whom. `tests/architecture.test.ts` runs them and proves that each can fail;
 * decision 0003 says why. The prose is in ARCHITECTURE.md, "Direction"; a change here is a change there.
 */
import { libraries, npm } from './.dependency-cruiser.libraries.mjs';

/**
 * Domains by tier (ARCHITECTURE.md, "Direction"). Calls go down: a domain may import only domains of a lower tier, through
 * their `index.ts`; never its neighbours. News goes up as events. A forced upward import is a design question.
 */
export const tiers = [
  /* 0 */ ['ledger', 'audit', 'policies', 'wording'],
  /* 1 */ ['accounts', 'nodes'],
  /* 2 */ ['profiles', 'kyc', 'wallets', 'points', 'credits', 'squads'],
  /* 3 */ ['streams', 'fraud', 'channels'],
  /* 4 */ ['rooms'],
  /* 5 */ [
    ...['moderation', 'chat', 'quality', 'tips', 'tickets', 'calls', 'relay', 'whip'],
    ...['recordings', 'payments', 'payouts', 'referrals', 'uploads'],
  ],
  /* 6 */ ['notifications', 'analytics', 'webhooks', 'admin'],
  /* 7 */ ['privacy'],
];

/** Files that are started by name and therefore imported by nobody. */
export const entries = [
  '^server/(api|worker)\\.ts$',
  '^sfu-workers/main\\.ts$',
  '^infra/run\\.mjs$',
  '^infra/commands/[^/]+\\.ts$',
  '^infra/demo-clip/make\\.ts$',
  '^tests/.+/fixtures/',
  '^prisma/seed\\.ts$',
  '^web-client/src/(main\\.tsx|early\\.ts|overlay\\.tsx|play\\.ts)$',
  '^tests/.+\\.test\\.ts$',
  '^tests/bench/(joins|tips|overlay|ledger|chat|fanout|reports|history)\\.ts$',
  '^tests/(prove/(media|nodes|leak|restore|ledger|mutations|bank|postgres15|bank/(mover|tipper))|load/load)\\.ts$',
  '^tests/(bench|journeys)/pages/',
  '(^|/)[^/]+\\.config\\.(ts|mjs)$',
  '^\\.dependency-cruiser(\\.libraries)?\\.mjs$',
  '\\.d\\.ts$',
];

/** Node's own modules as dependency-cruiser resolves them: `fs/promises`; every file has a dot in its name. */
const nodeBuiltins = '^[a-z_/0-9]+$';

/** One rule. @param {string} name @param {string} comment @param {object} from @param {object} to */
function rule(name, comment, from, to) {
  return { name, comment, severity: /** @type {const} */ ('error'), from, to };
}

/** A tier may not import its own tier's other domains, nor a higher tier. */
const tierRules = tiers.flatMap((domains, tier) => {
  const forbidden = tiers.slice(tier).flat();
  if (forbidden.length < 2) return [];
  return rule(
    `tier-${tier}-calls-only-down`,
    `${domains.join(', ')} may import only domains of a tier below ${tier}: send news up as an event (reactions.ts), or argue for another tier in a decision record.`,
    { path: `^server/domains/(${domains.join('|')})/` },
    { path: `^server/domains/(${forbidden.join('|')})/`, pathNot: '^server/domains/$1/' },
  );
});

const domainRules = [
  ...tierRules,
  rule(
    'every-domain-has-a-tier',
    'This domain stands in no tier: add it to `tiers` in .dependency-cruiser.mjs and to ARCHITECTURE.md.',
    { path: '^server/domains/', pathNot: `^server/domains/(${tiers.flat().join('|')})/` },
    {},
  ),
  rule(
    'domains-meet-at-the-index',
    "Import the other domain's index.ts, its only door; what is missing there is not promised.",
    { path: '^server/domains/([^/]+)/' },
    { path: '^server/domains/[^/]+/', pathNot: ['^server/domains/$1/', '^server/domains/[^/]+/index\\.ts$'] },
  ),
  rule(
    'domains-are-entered-at-the-index',
    'From outside, a domain is its index.ts; only the tables and context.ts reach the files that are theirs (next rules).',
    { pathNot: ['^server/domains/', '^server/(app|signalling|jobs|context)\\.ts$', '^tests/'] },
    { path: '^server/domains/', pathNot: '^server/domains/[^/]+/index\\.ts$' },
  ),
  ...Object.entries({ app: 'routes', signalling: 'signals', jobs: 'jobs', context: 'store' }).map(([table, file]) =>
    rule(
      `${table}-takes-${file}`,
      `server/${table}.ts reads of a domain its ${file}.ts and its index.ts, nothing else.`,
      { path: `^server/${table}\\.ts$` },
      { path: '^server/domains/', pathNot: `^server/domains/[^/]+/(index|${file})\\.ts$` },
    ),
  ),
  rule(
    'domains-do-not-look-up',
    'A domain knows none of the tables that wire it, and not the composition root: let context.ts hand in what it needs.',
    { path: '^server/domains/' },
    { path: '^server/[^/]+\\.ts$' },
  ),
  rule(
    'rules-are-pure',
    "rules/ decide from values: kernel, the protocol's types and their own domain's rules, no library and no I/O.",
    { path: '^server/domains/([^/]+)/rules/' },
    { pathNot: ['^server/(kernel|protocol)/', '^server/domains/$1/rules/'] },
  ),
];

const serverRules = [
  rule(
    'kernel-imports-nothing',
    "The kernel is pure: itself and Node's own modules.",
    { path: '^server/kernel/' },
    { pathNot: '^server/kernel/', dependencyTypesNot: ['core'] },
  ),
  rule(
    'protocol-imports-kernel-and-zod',
    'The protocol is read by server, media nodes and page: the kernel and zod are all it may need.',
    { path: '^server/protocol/' },
    { pathNot: ['^server/(protocol|kernel)/', ...npm('zod', 'zod-openapi')] },
  ),
  rule(
    'config-imports-kernel-and-zod',
    'The configuration is read before anything runs: kernel, zod and Node only.',
    { path: '^server/config/' },
    { pathNot: ['^server/(config|kernel)/', ...npm('zod')], dependencyTypesNot: ['core'] },
  ),
  rule(
    'platform-knows-no-domain',
    'The platform knows libraries. Take a function as parameter where it must call something of ours.',
    { path: '^server/platform/' },
    { path: ['^server/domains/', '^server/[^/]+\\.ts$'] },
  ),
  rule(
    'connections-are-handed-in',
    'context.ts alone constructs what holds a connection; a domain imports its type and is handed the rest (see also the house rule "construction").',
    { path: '^server/domains/' },
    {
      path: '^server/platform/(redis|queue|stripe|storage|mailer|media-plane|everywhere|outgoing)/',
      pathNot: '/failures\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'server-knows-no-neighbour',
    'Server and media node are two programs and the page a third: they meet in server/protocol only.',
    { path: '^server/' },
    { path: '^(sfu-workers|web-client|infra)/' },
  ),
  ...libraries.map(({ name, library, where, instead }) =>
    rule(name, `Only ${where.join(' ')} may know it: ${instead}.`, { pathNot: where }, { path: library }),
  ),
];

const neighbourRules = [
  rule(
    'media-nodes-know-protocol-and-kernel',
    'A media node knows packets: of ours it imports server/protocol and server/kernel (its main.ts also server/config).',
    { path: '^sfu-workers/' },
    { path: '^(server|web-client|infra|prisma)/', pathNot: '^server/(protocol|kernel|config)/' },
  ),
  rule(
    'media-nodes-are-handed-their-config',
    'Only sfu-workers/main.ts reads the configuration; hand values to the rest.',
    { path: '^sfu-workers/', pathNot: '^sfu-workers/main\\.ts$' },
    { path: '^server/config/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'media-policy-is-pure',
    'sfu-workers/policy decides from values: protocol, kernel and itself.',
    { path: '^sfu-workers/policy/' },
    { pathNot: ['^sfu-workers/policy/', '^server/(protocol|kernel)/'] },
  ),
  rule(
    'client-knows-only-the-protocol',
    'The page talks to the server in the words of server/protocol and shares nothing else with it.',
    { path: '^web-client/' },
    { path: '^(server|sfu-workers|infra|prisma)/', pathNot: '^server/protocol/' },
  ),
  rule(
    'client-runs-in-a-browser',
    "Nothing the page reaches, through the protocol and the kernel too, may need Node's own modules.",
    { path: '^web-client/src/' },
    { path: nodeBuiltins, reachable: true },
  ),
  rule(
    'features-stand-alone',
    'A feature imports no other feature: compose them in web-client/src/app, or move what is shared to ui, api or signalling.',
    { path: '^web-client/src/features/([^/]+)/' },
    { path: '^web-client/src/features/', pathNot: '^web-client/src/features/$1/' },
  ),
  rule(
    'client-media-has-no-react',
    'web-client/src/media is plain TypeScript; features subscribe to it. Nothing it reaches may be React.',
    { path: '^web-client/src/media/' },
    {
      path: [...npm('react', 'react-dom', '@tanstack/react-[^/]+', 'radix-ui', 'lucide-react'), '\\.tsx$'],
      reachable: true,
    },
  ),
  rule(
    'infra-knows-only-config',
    'infra starts and watches processes: of ours it imports server/config (and prisma/ to migrate), nothing that runs in them; the maker of the demo clip also knows its format.',
    { path: '^infra/', pathNot: '^infra/demo-clip/' },
    { path: '^(server|sfu-workers|web-client)/', pathNot: '^server/config/' },
  ),
  rule('nothing-imports-tests', 'Nothing may lean on a test.', { pathNot: '^tests/' }, { path: '^tests/' }),
];

const soundnessRules = [
  rule('no-cycles', 'Two files that need each other are one idea, or hide a third.', {}, { circular: true }),
  rule(
    'nothing-unresolvable',
    'The file or package is not there (write the specifier as the file is named, with .ts).',
    {},
    { couldNotResolve: true },
  ),
  rule(
    'nothing-undeclared',
    'The package is not in package.json: it is here by accident of another one.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  rule(
    'no-orphans',
    'Nothing imports this file and it imports nothing: use it or delete it.',
    { orphan: true, pathNot: entries },
    {},
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...domainRules, ...serverRules, ...neighbourRules, ...soundnessRules],
  options: {
    // Without it `import type` is invisible, and half of the directions with it.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['(^|/)node_modules/', '^prisma/client/'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'require', 'types', 'default'],
    },
  },
};
