/** mediasoup's own prebuilt worker: its address as mediasoup's npm-scripts.mjs builds it, and whether it can be had. */
import { readFileSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { join } from 'node:path';
import { mediasoupVersion } from './media-worker-cache.mjs';

const probeTimeoutMs = 3_000;
const defaultRepository = 'https://github.com/versatica/mediasoup';

/** @param {string} root @param {Readonly<Record<string, string | undefined>>} env */
export function prebuiltUrl(root, env) {
  const version = mediasoupVersion(root);
  const base = env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || `${repository(root)}/releases/download`;
  const kernel = platform() === 'linux' ? `-kernel${Number(release().split('.')[0])}` : '';
  return `${base}/${version}/mediasoup-worker-${version}-${platform()}-${arch()}${kernel}.tgz`;
}

/** Whether the prebuilt worker can be downloaded from here; takes 3 s at most. @param {string} url */
export async function prebuiltReachable(url) {
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** @param {string} root */
function repository(root) {
  try {
    const text = readFileSync(join(root, 'node_modules/mediasoup/package.json'), 'utf8');
    return String(JSON.parse(text).repository.url)
      .replace(/^git\+/, '')
      .replace(/\.git$/, '');
  } catch {
    return defaultRepository;
  }
}
