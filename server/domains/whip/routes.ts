/**
 * Ingest keys over HTTP, and the doors of WHIP and WHEP.
 */
import type { Handlers } from '#platform/http/handler.ts';
import type { SdpDoor } from '#platform/http/sdp-door.ts';
import { changeIce } from './change-ice.ts';
import { endResource } from './end-resource.ts';
import { issueKey } from './issue-key.ts';
import { openIngest } from './open-ingest.ts';
import { openPlayback } from './open-playback.ts';
import type { KeyDeps, Protocol, WhipDeps } from './parts.ts';
import { readKey } from './read-key.ts';
import { revokeKey } from './revoke-key.ts';

type Names = 'issueIngestKey' | 'getIngestKey' | 'revokeIngestKey';

/** The routes of ingest keys; each about a stream of the caller's own. */
export function whipRoutes(deps: KeyDeps): Handlers<Names> {
  const urlOf = (stream: string): string => new URL(`/whip/${stream}`, deps.publicUrl).href;
  return {
    issueIngestKey: async ({ params, caller }) => {
      const { key } = await issueKey(deps, params.id, caller.userId);
      return { url: urlOf(params.id), key };
    },
    getIngestKey: async ({ params, caller }) => {
      const row = await readKey(deps, params.id, caller.userId);
      const key = row && {
        ...{ hint: row.hint, madeAt: row.madeAt.toISOString(), usedAt: row.usedAt?.toISOString() ?? null },
      };
      return { url: urlOf(params.id), key };
    },
    revokeIngestKey: async ({ params, caller }) => {
      await revokeKey(deps, params.id, caller.userId);
      return {};
    },
  };
}

/** What the doors of WHIP and WHEP lead to. */
export function whipDoors(deps: WhipDeps): Readonly<Record<Protocol, SdpDoor>> {
  const shared = (protocol: Protocol): Omit<SdpDoor, 'open'> => ({
    change: (named, body) => changeIce(deps, { ...named, protocol }, body),
    end: (named) => endResource(deps, { ...named, protocol }),
  });
  return {
    whip: { ...shared('whip'), open: (asking, body) => openIngest(deps, asking, body) },
    whep: { ...shared('whep'), open: (asking, body) => openPlayback(deps, asking, body) },
  };
}
