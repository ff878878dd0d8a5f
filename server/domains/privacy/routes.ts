/**
 * A person's rights over their data, over HTTP.
 */
import type { Handlers } from '#platform/http/handler.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import type { PrivacyDeps } from './parts.ts';

/** The routes of privacy. */
export function privacyRoutes(deps: PrivacyDeps): Handlers<'exportMyData' | 'eraseMyself'> {
  const copyOf = exportPerson(deps);
  return {
    exportMyData: async ({ caller, body }) => ({
      type: 'application/zip',
      bytes: await copyOf(caller, body),
      name: 'busker-my-data.zip',
    }),
    eraseMyself: async ({ caller, body: { password, code } }) => {
      await erasePerson(deps, caller, { password, code });
      return {};
    },
  };
}
