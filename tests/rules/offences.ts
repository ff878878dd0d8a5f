/**
 * The proof that each architecture rule can fail: for every rule a few imports that break it and no other, and a list of
 * imports that break none. An edge reads "from imports to"; `to` is a path of the tree, a package, or as written after `=`.
 */
import { tiers } from '../../.dependency-cruiser.mjs';

export type Edge = readonly [from: string, to: string, kind?: 'import type'];

/** For each tier two imports: of a neighbour (where it has one) and of the highest tier. */
const tierOffences: Record<string, Edge[]> = Object.fromEntries(
  tiers.flatMap(([domain, neighbour], tier) => {
    const caller = `server/domains/${domain}/do-this.ts`;
    const edges: Edge[] = [];
    if (neighbour !== undefined) edges.push([caller, `server/domains/${neighbour}/index.ts`]);
    if (tier < tiers.length - 1) edges.push([caller, `server/domains/${tiers.at(-1)?.[0]}/index.ts`, 'import type']);
    return edges.length === 0 ? [] : [[`tier-${tier}-calls-only-down`, edges]];
  }),
);

export const offences: Readonly<Record<string, readonly Edge[]>> = {
  ...tierOffences,
  'every-domain-has-a-tier': [['server/domains/karaoke/index.ts', 'server/kernel/ids.ts']],
  'domains-meet-at-the-index': [['server/domains/tips/send-tip.ts', 'server/domains/ledger/store.ts', 'import type']],
  'domains-are-entered-at-the-index': [['server/admission.ts', 'server/domains/rooms/store.ts']],
  'app-takes-routes': [['server/app.ts', 'server/domains/tips/send-tip.ts']],
  'signalling-takes-signals': [['server/signalling.ts', 'server/domains/tips/routes.ts']],
  'jobs-takes-jobs': [['server/jobs.ts', 'server/domains/tips/store.ts']],
  'context-takes-store': [['server/context.ts', 'server/domains/tips/routes.ts']],
  'domains-do-not-look-up': [['server/domains/tips/send-tip.ts', 'server/context.ts', 'import type']],
  'rules-are-pure': [
    ['server/domains/tips/rules/split.ts', 'server/domains/tips/store.ts', 'import type'],
    ['server/domains/tips/rules/split.ts', 'node:fs'],
    ['server/domains/tips/rules/split.ts', 'zod'],
    ['server/domains/tips/rules/split.ts', 'server/platform/queue/job.ts', 'import type'],
  ],
  'kernel-imports-nothing': [
    ['server/kernel/money.ts', 'server/config/config.ts'],
    ['server/kernel/money.ts', 'zod'],
  ],
  'protocol-imports-kernel-and-zod': [
    ['server/protocol/tips.ts', 'server/config/config.ts'],
    ['server/protocol/tips.ts', 'node:crypto'],
    ['server/protocol/tips.ts', 'ws'],
  ],
  'config-imports-kernel-and-zod': [
    ['server/config/config.ts', 'server/platform/telemetry/log.ts'],
    ['server/config/config.ts', 'ws'],
  ],
  'platform-knows-no-domain': [
    ['server/platform/http/answer.ts', 'server/domains/tips/index.ts'],
    ['server/platform/http/answer.ts', 'server/context.ts', 'import type'],
  ],
  'connections-are-handed-in': [['server/domains/tips/send-tip.ts', 'server/platform/redis/connection.ts']],
  'server-knows-no-neighbour': [
    ['server/app.ts', 'sfu-workers/node.ts', 'import type'],
    ['server/app.ts', 'web-client/src/main.tsx'],
  ],
  'express-only-at-the-http-edge': [['server/domains/tips/send-tip.ts', 'express', 'import type']],
  'database-only-in-stores': [
    ['server/domains/tips/send-tip.ts', 'pg'],
    ['server/domains/tips/routes.ts', 'prisma/client/client.ts', 'import type'],
    ['server/app.ts', '@prisma/client'],
  ],
  'sdp-only-in-its-platform': [['server/domains/whip/open-ingest.ts', 'sdp-transform']],
  'stripe-only-in-its-platform': [['server/domains/payments/start-payment.ts', 'stripe']],
  'bullmq-only-in-its-platform': [['server/domains/tips/jobs.ts', 'bullmq', 'import type']],
  'ioredis-only-in-its-platform': [['server/platform/http/limits.ts', 'ioredis']],
  'obscenity-only-in-wording': [['server/domains/chat/send-line.ts', 'obscenity']],
  'nodemailer-only-in-the-mailer': [['server/domains/accounts/mail-link.ts', 'nodemailer']],
  'second-factors-only-in-accounts': [['server/domains/admin/suspend-person.ts', 'otpauth']],
  'sharp-only-in-profiles': [['server/domains/streams/create-stream.ts', 'sharp']],
  'mediasoup-only-in-media-nodes': [['server/platform/media-plane/client.ts', 'mediasoup', 'import type']],
  'media-nodes-know-protocol-and-kernel': [
    ['sfu-workers/node.ts', 'server/platform/telemetry/log.ts'],
    ['sfu-workers/node.ts', 'server/domains/rooms/index.ts', 'import type'],
  ],
  'media-nodes-are-handed-their-config': [['sfu-workers/pool.ts', 'server/config/config.ts']],
  'media-policy-is-pure': [
    ['sfu-workers/policy/layers.ts', 'mediasoup'],
    ['sfu-workers/policy/layers.ts', 'sfu-workers/pool.ts', 'import type'],
  ],
  'client-knows-only-the-protocol': [
    ['web-client/src/api/tips.ts', 'server/kernel/ids.ts'],
    ['web-client/src/api/tips.ts', 'server/domains/tips/index.ts', 'import type'],
  ],
  'client-runs-in-a-browser': [
    ['web-client/src/api/tips.ts', 'server/protocol/tips.ts'],
    ['server/protocol/tips.ts', 'server/kernel/ids.ts'],
    ['server/kernel/ids.ts', 'node:crypto'],
  ],
  'features-stand-alone': [['web-client/src/features/tips/form.tsx', 'web-client/src/features/rooms/stage.tsx']],
  'client-media-has-no-react': [
    ['web-client/src/media/camera.ts', 'web-client/src/signalling/socket.ts'],
    ['web-client/src/signalling/socket.ts', 'react'],
  ],
  'infra-knows-only-config': [
    ['infra/commands/start.ts', 'server/platform/database/open.ts'],
    ['infra/commands/start.ts', 'sfu-workers/main.ts'],
  ],
  'nothing-imports-tests': [['infra/commands/bench.ts', 'tests/bench/joins.ts']],
  'no-cycles': [
    ['server/platform/http/a.ts', 'server/platform/http/b.ts', 'import type'],
    ['server/platform/http/b.ts', 'server/platform/http/a.ts'],
  ],
  'nothing-unresolvable': [
    ['server/app.ts', '=./not-there.ts'],
    ['server/app.ts', '=#kernel/not-there.ts'],
    ['server/app.ts', '=#elsewhere/ids.ts'],
    ['server/app.ts', '=never-installed'],
  ],
  'nothing-undeclared': [['server/app.ts', 'undeclared']],
  'no-orphans': [['server/platform/http/alone.ts', '=']],
};

export const allowed: readonly Edge[] = [
  ['server/api.ts', 'server/context.ts'],
  ['server/api.ts', 'express'],
  ['server/context.ts', 'server/domains/tips/store.ts'],
  ['server/context.ts', 'server/platform/redis/connection.ts'],
  ['server/app.ts', 'server/domains/tips/routes.ts'],
  ['server/signalling.ts', 'server/domains/rooms/signals.ts'],
  ['server/jobs.ts', 'server/domains/tips/jobs.ts'],
  ['server/reactions.ts', 'server/domains/points/index.ts'],
  ['server/domains/tips/routes.ts', 'express', 'import type'],
  ['server/domains/tips/routes.ts', 'server/platform/http/answer.ts'],
  ['server/domains/tips/routes.ts', 'server/domains/tips/send-tip.ts'],
  ['server/domains/tips/send-tip.ts', 'server/domains/rooms/index.ts'],
  ['server/domains/tips/send-tip.ts', 'server/domains/tips/rules/split.ts'],
  ['server/domains/tips/send-tip.ts', 'server/platform/redis/connection.ts', 'import type'],
  ['server/domains/tips/rules/split.ts', 'server/kernel/money.ts'],
  ['server/domains/tips/store.ts', 'pg'],
  ['server/domains/tips/store.ts', 'prisma/client/client.ts', 'import type'],
  ['server/platform/redis/connection.ts', 'ioredis'],
  ['server/platform/queue/queue.ts', 'bullmq'],
  ['server/platform/stripe/payments.ts', 'stripe'],
  ['server/kernel/money.ts', 'node:crypto'],
  ['server/protocol/tips.ts', 'server/kernel/refusal.ts'],
  ['server/protocol/tips.ts', 'zod'],
  ['server/config/config.ts', 'node:fs'],
  ['sfu-workers/main.ts', 'server/config/config.ts'],
  ['sfu-workers/pool.ts', 'mediasoup'],
  ['sfu-workers/stats/registration.ts', 'ioredis'],
  ['sfu-workers/pool.ts', 'server/config/config.ts', 'import type'],
  ['sfu-workers/policy/layers.ts', 'server/protocol/tips.ts', 'import type'],
  ['web-client/src/features/tips/form.tsx', 'react'],
  ['web-client/src/features/tips/form.tsx', 'web-client/src/media/camera.ts'],
  ['web-client/src/media/camera.ts', 'server/protocol/tips.ts'],
  ['infra/commands/start.ts', 'server/config/config.ts'],
  ['prisma/seed.ts', 'server/domains/tips/index.ts'],
  ['tests/world/start.ts', 'server/domains/tips/rules/split.ts'],
  ['tests/world/start.ts', 'mediasoup'],
];
