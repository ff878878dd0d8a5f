/**
 * What a failed command means.
 */

/** True where a command failed because Redis is away or silent, not because of the command. */
export function isRedisDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'MaxRetriesPerRequestError') return true;
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(String((error as NodeJS.ErrnoException).code ?? ''))) return true;
  return /Stream isn't writeable|Connection is closed|Command timed out|^LOADING|^MASTERDOWN/.test(error.message);
}
