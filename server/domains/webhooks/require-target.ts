/**
 * Whether something may be sent to an address, asked when it is typed, so that its owner hears it then. It is asked again whenever
 * something is sent.
 */
import { badTarget } from './errors.ts';
import type { WebhookDeps } from './parts.ts';

/** A name that cannot be resolved now is taken: it may be tomorrow. @returns as the URL standard writes it @throws Refusal VALIDATION_FAILED */
export async function requireTarget({ outgoing }: Pick<WebhookDeps, 'outgoing'>, text: string): Promise<string> {
  const problem = await outgoing.problemWith(text);
  if (problem !== null) throw badTarget(problem);
  const url = new URL(text);
  // It is never sent.
  url.hash = '';
  if (url.href.length > 500) throw badTarget('An address has at most 500 characters.');
  return url.href;
}
