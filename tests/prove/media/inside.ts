/**
 * Looking into the media node of a running Busker: which worker carries what, through its control socket.
 */
import { readFileSync } from 'node:fs';
import { deriveKey } from '#config/keys.ts';
import type { NodeReport } from '#protocol/media/node-report.ts';
import { ControlClient, controlToken } from '../../world/control-client.ts';
import type { WorldStack } from '../../world/stack.ts';

/** What the node carries now. @throws where it does not answer */
export async function reportOf(stack: WorldStack): Promise<NodeReport> {
  const token = controlToken(deriveKey(stack.secret, 'media-control'));
  const client = await ControlClient.connect(Number(settingOf(stack.children.media, 'MEDIA_CONTROL_PORT')), token);
  try {
    return await client.do('node.report', {});
  } finally {
    await client.close();
  }
}

/** A setting of a process of ours, as the supervisor gave it. */
function settingOf(pid: number | undefined, name: string): string {
  const settings = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  const found = settings.find((setting) => setting.startsWith(`${name}=`));
  if (found === undefined) throw new Error(`Process ${pid} was not told ${name}`);
  return found.slice(name.length + 1);
}
