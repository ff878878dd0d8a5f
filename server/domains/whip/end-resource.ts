/**
 * DELETE of a session: what it sent or received ends.
 */
import { findOwnResource, type Named } from './find-own-resource.ts';
import type { WhipDeps } from './parts.ts';

/** @throws Refusal NOT_FOUND where it has ended already; UNAUTHENTICATED, FORBIDDEN */
export async function endResource(deps: WhipDeps, named: Named): Promise<void> {
  const { id } = await findOwnResource(deps, named);
  await deps.resources.end(id);
}
