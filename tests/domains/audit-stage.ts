/**
 * The stage of the audit tests: a database, entries in it, the verifier as an operator runs it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { type Act, recordAudit } from '../../server/domains/audit/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { type Database, openDatabase } from '../../server/platform/database/index.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

export interface AuditStage {
  readonly postgres: TestDatabase;
  readonly database: Database;
  readonly deps: { readonly database: Database; readonly clock: typeof systemClock };
  /** Writes entries, each in a transaction of its own. */
  write(count: number): Promise<void>;
  /** Statements as somebody who may switch the guards off. */
  tamper(...statements: string[]): Promise<void>;
  /** `npm run audit -- verify …` */
  verify(...args: string[]): Promise<Verdict>;
}

export interface Verdict {
  readonly code: number;
  readonly said: string;
}

export const admin = newId();

export const act = (number: number): Act => ({
  actor: admin,
  action: 'person.suspended',
  subject: { kind: 'person', id: newId() },
  reason: `Number ${number}: “naïve” \\ " 日本`,
  facts: { number, zeta: [1, 'two', null, { b: 1.5, a: true }], alpha: {} },
  ip: '192.0.2.1',
  at: new Date(),
});

/** Everything is closed with the test. */
export async function openAuditStage(t: Test): Promise<AuditStage> {
  const postgres = await startDatabase();
  const database = openDatabase({ url: postgres.url, log: pino({ level: 'silent' }) });
  t.teardown(async () => {
    await database.close();
    await postgres.close();
  });
  return {
    ...{ postgres, database, deps: { database, clock: systemClock } },
    write: async (count) => {
      for (let number = 0; number < count; number += 1) await database.transact((tx) => recordAudit(tx, act(number)));
    },
    tamper: async (...statements) => {
      const guards = (how: string) =>
        ['audit_entry_append_only', 'audit_seal_append_only', 'audit_reason_append_only', 'audit_reason_guarded'].map(
          (guard) => `ALTER TABLE ${guard.split('_').slice(0, 2).join('_')} ${how} TRIGGER ${guard};`,
        );
      await postgres.query(
        [...guards('DISABLE'), ...statements.map((one) => `${one};`), ...guards('ENABLE ALWAYS')].join('\n'),
      );
    },
    verify: (...args) => runAudit({ DATABASE_URL: postgres.url }, ['verify', ...args]),
  };
}

/** `npm run audit -- …` @param env settings of the command */
export async function runAudit(env: Readonly<Record<string, string>>, args: readonly string[]): Promise<Verdict> {
  const command = join(import.meta.dirname, '../../infra/commands/audit.ts');
  const child = spawn(process.execPath, [command, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const { promise, resolve } = Promise.withResolvers<Verdict>();
  child.once('close', (code) => resolve({ code: code ?? -1, said }));
  return promise;
}
