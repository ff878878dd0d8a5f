/**
 * Versions of the protocol: which are spoken here, and how a client is told that it speaks another.
 */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import { protocolVersion } from '#protocol/socket/envelope.ts';

/** VERSION_UNSUPPORTED, with the versions that are. */
export function versionUnsupported(): CodedRefusal {
  return refusal('VERSION_UNSUPPORTED', 'This version of the protocol is not spoken here.', {
    versions: [protocolVersion],
  });
}

/** Whether something is a hello of another version, whatever fields that version may have given it. */
export function isForeignHello(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || !('type' in item) || !('version' in item)) return false;
  return item.type === 'hello' && Number.isInteger(item.version) && item.version !== protocolVersion;
}
