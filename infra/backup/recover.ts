/**
 * Runs Postgres over a base backup until it has replayed the WAL up to the target and is a database of its own again, then
 * stops it in good order. On loopback, and until the end nobody can connect.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Problem } from '../bootstrap/problem.mjs';
import { ChildLog } from '../supervisor/child-log.ts';
import type { PostgresPlace } from '../supervisor/postgres/place.ts';
import { type PostgresAccess, postgresChild } from '../supervisor/postgres/postgres-child.ts';
import { waitUntil } from '../supervisor/wait-until.ts';
import { quoted } from './archive-settings.ts';
import { type Replay, watchReplay } from './replay.ts';
import type { Target } from './restore-target.ts';

export interface Recovery {
  readonly place: PostgresPlace;
  readonly access: PostgresAccess;
  readonly target: Target;
  /** Folder of the staged WAL. */
  readonly wal: string;
  readonly logFile: string;
  /** Is handed the process, so that it does not outlive us. */
  readonly started: (child: ChildProcess) => void;
}

/** Long histories take long. */
const longestMs = 7 * 24 * 3_600_000;
const stopsWithinMs = 60_000;

/** @returns what was replayed @throws Problem where it did not get there; `replay` of it says how far it came */
export async function recover(recovery: Recovery, tell: (text: string) => void): Promise<Replay> {
  const { place, access, logFile } = recovery;
  const spec = postgresChild(place, access, settingsOf(recovery));
  const child = spawn(spec.command, [...spec.args], {
    ...{ env: spec.env, cwd: spec.cwd, ...place.runAs },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  recovery.started(child);
  const log = new ChildLog(logFile, () => undefined);
  log.follow(child.stdout, child.stderr);
  const replay = watchReplay(child, tell);
  const ended = once(child, 'close');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  try {
    await waitUntil(async () => hasEnded() || (await spec.ready()), { timeoutMs: longestMs, everyMs: 100 });
    if (hasEnded()) {
      await ended;
      throw new RecoveryProblem(replay(), log.lastLines.join('\n'));
    }
    child.kill(spec.stopSignal);
    if (!(await waitUntil(hasEnded, { timeoutMs: stopsWithinMs })))
      throw new Problem('Postgres did not stop: see above.');
    await ended;
    return replay();
  } finally {
    if (!hasEnded()) child.kill('SIGKILL');
    log.close();
  }
}

/** Postgres ended before it reached the target. */
export class RecoveryProblem extends Problem {
  readonly replay: Replay;
  constructor(replay: Replay, tail: string) {
    super('Postgres could not restore this backup: its last words stand above.', tail);
    this.replay = replay;
  }
}

function settingsOf({ target, wal }: Recovery): string[] {
  return [
    'archive_mode=off',
    // No connections before the end, so that the settings of the old one need not fit.
    'hot_standby=off',
    `restore_command=gzip -dc ${quoted(wal)}/%f.gz > %p`,
    // One data directory is one timeline (claim-folder.ts).
    'recovery_target_timeline=current',
    'recovery_target_action=promote',
    // At that point of its start Postgres knows no names of time zones, Z included.
    ...(target.kind === 'time' ? [`recovery_target_time=${target.text.replace('Z', '+00:00')}`] : []),
  ];
}
