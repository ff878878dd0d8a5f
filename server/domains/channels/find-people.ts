/**
 * People by their handles, for mentions.
 */
import type { Reader } from '#platform/database/index.ts';
import { findPeopleCalled } from './store.ts';

/** Those who are here; handles that nobody has, and suspended and erased people, are absent. */
export async function findPeopleByHandle(
  read: Reader,
  handles: readonly string[],
): Promise<readonly { readonly id: string; readonly handle: string }[]> {
  return handles.length === 0 ? [] : findPeopleCalled(read, handles);
}
