/**
 * The control socket of a media node of a running Busker, as an API process has it.
 */
import { readFileSync } from 'node:fs';
import { deriveKey } from '#config/keys.ts';
import { ControlClient, controlToken } from './control-client.ts';
import type { WorldStack } from './stack.ts';

/** Connected; close it yourself. @param child its process, as the supervisor calls it */
export function controlOf({ secret, children }: WorldStack, child = 'media'): Promise<ControlClient> {
  const port = Number(settingOf(children[child], 'MEDIA_CONTROL_PORT'));
  return ControlClient.connect(port, controlToken(deriveKey(secret, 'media-control')));
}

/** A setting of a process of ours, as the supervisor gave it. */
function settingOf(pid: number | undefined, name: string): string {
  const settings = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  const found = settings.find((setting) => setting.startsWith(`${name}=`));
  if (found === undefined) throw new Error(`Process ${pid} was not told ${name}`);
  return found.slice(name.length + 1);
}
