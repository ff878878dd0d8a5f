/**
 * On what a bench was taken: figures without it mean nothing.
 */
import { cpus, loadavg } from 'node:os';

/** One line for people. */
export function describeMachine(chromiumVersion: string): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const load = loadavg()[0]?.toFixed(1);
  return `${processors.length} × ${model}, ${process.platform} ${process.arch}, Node ${process.version}, Chromium ${chromiumVersion}, load ${load} before`;
}
