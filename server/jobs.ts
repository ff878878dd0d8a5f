/**
 * TABLE 3: what runs by itself. A job is a hint to look; what is true is in Postgres, and each may be lost or repeated.
 */
import type { JobEntry } from '#platform/queue/index.ts';

export interface JobDeps {
  readonly sweepOutbox: () => Promise<unknown>;
  readonly forgetDelivered: (olderThanMs: number) => Promise<unknown>;
  readonly expireSilentStreams: () => Promise<unknown>;
  readonly ageStreams: () => Promise<unknown>;
  readonly sealAudit: () => Promise<unknown>;
  readonly reviewAudit: () => Promise<unknown>;
  readonly eraseLeftovers: () => Promise<unknown>;
  readonly tellWaitingLines: () => Promise<unknown>;
  readonly expireHeldLines: () => Promise<unknown>;
  readonly forgetOldLines: () => Promise<unknown>;
  readonly forgetOldSignIns: () => Promise<unknown>;
  readonly tellFollowers: () => Promise<unknown>;
  readonly forgetNotifications: () => Promise<unknown>;
  readonly settleTips: () => Promise<unknown>;
  readonly expireHolds: () => Promise<unknown>;
  readonly keepPartitions: () => Promise<unknown>;
  readonly sealLedger: () => Promise<unknown>;
  readonly reconcile: () => Promise<unknown>;
  readonly watchArchiver: () => Promise<unknown>;
  readonly sendWebhooks: () => Promise<unknown>;
  readonly sampleViewers: () => Promise<unknown>;
  readonly forgetWebhooks: () => Promise<unknown>;
  readonly sampleMedia: () => Promise<unknown>;
  /** Absent where there is no demo. */
  readonly keepDemoPlaying: (() => Promise<unknown>) | undefined;
}

const once = { attempts: 1, backOffMs: 1_000 } as const;
/** Runs by itself, and at once when it is added: somebody gave something. */
export const settleHint = { name: 'settle-tips', retry: once } as const;
const weekMs = 7 * 24 * 3_600_000;

/** Every job there is. */
export function jobs(deps: JobDeps): JobEntry[] {
  const table: JobEntry[] = [
    { name: 'outbox-sweep', everyMs: 1_000, retry: once, process: async () => void (await deps.sweepOutbox()) },
    {
      name: 'outbox-forget',
      everyMs: 600_000,
      retry: once,
      process: async () => void (await deps.forgetDelivered(weekMs)),
    },
    {
      name: 'forget-old-sign-ins',
      everyMs: 3_600_000,
      retry: once,
      process: async () => void (await deps.forgetOldSignIns()),
    },
    {
      name: 'expire-silent-streams',
      everyMs: 5_000,
      retry: once,
      process: async () => void (await deps.expireSilentStreams()),
    },
    { name: 'age-streams', everyMs: 3_600_000, retry: once, process: async () => void (await deps.ageStreams()) },
    { name: 'audit-seal', everyMs: 1_000, retry: once, process: async () => void (await deps.sealAudit()) },
    { name: 'erase-leftovers', everyMs: 2_000, retry: once, process: async () => void (await deps.eraseLeftovers()) },
    { name: 'audit-review', everyMs: 3_600_000, retry: once, process: async () => void (await deps.reviewAudit()) },
    { name: 'chat-tell', everyMs: 1_000, retry: once, process: async () => void (await deps.tellWaitingLines()) },
    { name: 'chat-expire', everyMs: 60_000, retry: once, process: async () => void (await deps.expireHeldLines()) },
    { name: 'chat-forget', everyMs: 600_000, retry: once, process: async () => void (await deps.forgetOldLines()) },
    { name: 'notify-followers', everyMs: 1_000, retry: once, process: async () => void (await deps.tellFollowers()) },
    {
      name: 'notifications-forget',
      everyMs: 3_600_000,
      retry: once,
      process: async () => void (await deps.forgetNotifications()),
    },
    ...moneyJobs(deps),
    ...webhookJobs(deps),
    { name: 'media-sample', everyMs: 5_000, retry: once, process: async () => void (await deps.sampleMedia()) },
    { name: 'archiver-watch', everyMs: 5_000, retry: once, process: async () => void (await deps.watchArchiver()) },
  ];
  const { keepDemoPlaying } = deps;
  if (keepDemoPlaying !== undefined) {
    table.push({
      name: 'keep-demo-playing',
      everyMs: 1_000,
      retry: once,
      process: async () => void (await keepDemoPlaying()),
    });
  }
  return table;
}

function moneyJobs(deps: JobDeps): JobEntry[] {
  return [
    { ...settleHint, everyMs: 1_000, process: async () => void (await deps.settleTips()) },
    { name: 'holds-expire', everyMs: 1_000, retry: once, process: async () => void (await deps.expireHolds()) },
    // Months before a missing one would stop all posting; so a failure is logged many times before it matters.
    {
      name: 'ledger-partitions',
      everyMs: 24 * 3_600_000,
      retry: { attempts: 5, backOffMs: 60_000 },
      process: async () => void (await deps.keepPartitions()),
    },
    { name: 'ledger-seal', everyMs: 1_000, retry: once, process: async () => void (await deps.sealLedger()) },
    { name: 'reconcile', everyMs: 3_600_000, retry: once, process: async () => void (await deps.reconcile()) },
  ];
}

function webhookJobs({ sendWebhooks, sampleViewers, forgetWebhooks }: JobDeps): JobEntry[] {
  return [
    // It only begins to send: what is under way holds up no other job.
    { name: 'webhooks-send', everyMs: 1_000, retry: once, process: async () => void (await sendWebhooks()) },
    { name: 'webhooks-viewers', everyMs: 5_000, retry: once, process: async () => void (await sampleViewers()) },
    { name: 'webhooks-forget', everyMs: 3_600_000, retry: once, process: async () => void (await forgetWebhooks()) },
  ];
}
