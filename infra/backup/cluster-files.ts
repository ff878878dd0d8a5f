/**
 * Which files of a cluster belong in a base backup: all but those that Postgres makes anew at every start, as its manual
 * lists them (Continuous Archiving, "Backing Up the Data Directory").
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../bootstrap/problem.mjs';

export interface ClusterFiles {
  /** From the cluster's folder, outer before inner. */
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Folders that are kept empty. */
const emptied = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
]);
const leftOut =
  /^(postmaster\.(pid|opts)|current_logfiles|(recovery|standby)\.signal|pg_internal\.init.*|pgsql_tmp.*)$/;

/** What is there now; more and less may be a moment later. @throws Problem where part of it lies elsewhere */
export function clusterFiles(cluster: string): ClusterFiles {
  const folders: string[] = [];
  const files: { path: string; bytes: number }[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(cluster, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isSymbolicLink())
        throw new Problem(`${path} of the cluster lies elsewhere: tablespaces are not backed up.`);
      if (leftOut.test(entry.name)) continue;
      if (entry.isDirectory()) {
        folders.push(path);
        if (!emptied.has(path)) walk(path);
      } else if (entry.isFile()) {
        const bytes = statSync(join(cluster, path), { throwIfNoEntry: false })?.size;
        if (bytes !== undefined) files.push({ path, bytes });
      }
    }
  };
  walk('');
  return { folders, files };
}
